import type { Command } from 'commander';

/** What stands behind the flags in a command's help: examples and paragraphs, as they are written. */
export function helpAfter(command: Command): string {
  let text = '';
  command.configureOutput({
    writeOut(part) {
      text += part;
    },
  });
  command.outputHelp();
  return text.slice(command.helpInformation().length).trim();
}

/** The examples of a text in help: a line with the purpose, and beneath it the command. */
export function examplesIn(text: string): { purpose: string; command: string }[] {
  return [...text.matchAll(/^ {2}# (.+)\n {2}(\S.*)$/gm)].map(([, purpose = '', command = '']) => ({
    purpose,
    command,
  }));
}

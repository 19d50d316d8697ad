import { CommanderError } from 'commander';
import type { Context } from '../../context.ts';
import { canPrompt, readGlobalOptions } from './global-options.ts';
import type { Program } from './program.ts';

/** Declares one command: its name, arguments, options and help, and what it does. */
type DeclareCommand = (program: Program, context: Context) => void;

/** Where each command is declared, in the order of the help. */
const commands: Readonly<Record<string, () => Promise<DeclareCommand>>> = {
  list: async () => (await import('../list.ts')).listCommand,
  show: async () => (await import('../show.ts')).showCommand,
  create: async () => (await import('../create.ts')).createCommand,
  edit: async () => (await import('../edit.ts')).editCommand,
  delete: async () => (await import('../delete.ts')).deleteCommand,
  enable: async () => (await import('../enable.ts')).enableCommand,
  disable: async () => (await import('../enable.ts')).disableCommand,
  verify: async () => (await import('../verify.ts')).verifyCommand,
  generate: async () => (await import('../generate.ts')).generateCommand,
  decode: async () => (await import('../decode.ts')).decodeCommand,
  explain: async () => (await import('../explain.ts')).explainCommand,
  check: async () => (await import('../check.ts')).checkCommand,
  history: async () => (await import('../history.ts')).historyCommand,
  restore: async () => (await import('../restore.ts')).restoreCommand,
  encrypt: async () => (await import('../encrypt.ts')).encryptCommand,
  decrypt: async () => (await import('../decrypt.ts')).decryptCommand,
  rekey: async () => (await import('../rekey.ts')).rekeyCommand,
  import: async () => (await import('../import.ts')).importCommand,
  export: async () => (await import('../export.ts')).exportCommand,
  init: async () => (await import('../init.ts')).initCommand,
  completion: async () => (await import('../completion.ts')).completionCommand,
  __complete: async () => (await import('../complete.ts')).completeCommand,
  help: async () => (await import('../help.ts')).helpCommand,
};

/** The commands that are declared under another name too. */
const aliases: Readonly<Record<string, string>> = { ls: 'list', rm: 'delete' };

/** The commands that look at the others. */
const onlookers = ['help', '__complete'];

/**
 * Declares the command that is named, alone, because loading the others takes longer than running it;
 * all of them where none is named, or an unknown one. `argv` is without the program's own name.
 */
export async function declareCommands(
  program: Program,
  context: Context,
  argv: readonly string[],
): Promise<void> {
  const word = commandWord(program, argv);
  const name = word !== undefined && Object.hasOwn(aliases, word) ? aliases[word] : word;
  const isEnough = name !== undefined && Object.hasOwn(commands, name) && !onlookers.includes(name);
  const needed = isEnough ? [commands[name]] : Object.values(commands);
  for (const load of needed) (await load?.())?.(program, context);
  program.action(() => runAlone(program, context));
}

/** jwtadm without a command: on a terminal the menu, elsewhere the help. */
async function runAlone(program: Program, context: Context): Promise<void> {
  const options = readGlobalOptions(program);
  if (canPrompt(context, options) && context.stdout.isTerminal) {
    const { runMenu } = await import('../menu.ts');
    program.exitCode = await runMenu(context, options);
  } else {
    program.outputHelp();
  }
}

/** The word in the command position; undefined when it is missing, or a flag before it lacks its value. */
function commandWord(program: Program, argv: readonly string[]): string | undefined {
  try {
    // Parsed as commander will parse it: the options allowed before a command are already declared.
    return program.parseOptions([...argv]).operands[0];
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode !== 0) return undefined;
    throw error;
  }
}

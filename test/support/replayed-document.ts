import { screenOf, textOf } from './terminal-screen.ts';
import { playSession, type SessionSetting } from './terminal-session.ts';

/** The folder that a reader is in, by its name in documents. */
const READERS_FOLDER = '/home/you';

/** The content of a document's fenced blocks of a language, in order. */
export function fencedBlocks(document: string, language: string): string[] {
  return [...document.matchAll(fence(language))].map(([, block = '']) => block);
}

/**
 * A document as it should be: its console blocks are one session, whose commands (after `$ `, going on after `> `) are
 * played again, and what they print now stands below them.
 */
export async function replayed(document: string, setting: SessionSetting): Promise<string> {
  const blocks = fencedBlocks(document, 'console').map(commandsIn);
  const steps = blocks.flat().map((command) => ({ command }));
  const outputs = await playSession(steps, setting);
  const shown: string[] = [];
  for (const [index, output] of outputs.entries()) {
    const text = textOf(await screenOf(output)).replaceAll(setting.folder, READERS_FOLDER);
    shown.push(`$ ${steps[index]?.command.replaceAll('\n', '\n> ')}\n${text === '' ? '' : `${text}\n`}`);
  }
  return document.replaceAll(
    fence('console'),
    () => `\`\`\`console\n${shown.splice(0, blocks.shift()?.length).join('')}\`\`\``,
  );
}

function fence(language: string): RegExp {
  return new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms');
}

function commandsIn(block: string): string[] {
  return [...block.matchAll(/^\$ (.*(?:\n> .*)*)/gm)].map(([, command = '']) =>
    command.replaceAll('\n> ', '\n'),
  );
}

import type { Configuration } from '../domain/configuration.ts';
import type { Mend } from '../domain/mend.ts';
import { shellWord } from '../domain/shell-word.ts';

/** `jwtadm edit NAME …`, ready for a shell. */
export function editCommand({ name }: Configuration, ...words: readonly string[]): string {
  return mendingCommand('edit', name, ...words);
}

/** `jwtadm COMMAND WORD …`, ready for a shell. */
export function mendingCommand(...words: readonly string[]): string {
  return ['jwtadm', ...words.map(shellWord)].join(' ');
}

/** The commands that make a mend in the configuration; none when the token alone would change. */
export function commandsOf({ fields = {}, encoding }: Mend, configuration: Configuration): string[] {
  const words = Object.entries(fields).flatMap(([field, value]) => [flagOf(field), String(value)]);
  if (encoding !== undefined) words.push('--secret-encoding', encoding);
  return words.length === 0 ? [] : [editCommand(configuration, ...words)];
}

function flagOf(field: string): string {
  return `--${field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

import type { Configuration } from '../domain/configuration.ts';
import { shellWord } from '../domain/shell-word.ts';

/** `jwtadm edit NAME …`, ready for a shell. */
export function editCommand({ name }: Configuration, ...words: readonly string[]): string {
  return mendingCommand('edit', name, ...words);
}

/** `jwtadm COMMAND WORD …`, ready for a shell. */
export function mendingCommand(...words: readonly string[]): string {
  return ['jwtadm', ...words.map(shellWord)].join(' ');
}

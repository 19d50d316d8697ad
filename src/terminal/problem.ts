import { firstCharacters } from '../domain/first-characters.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Problem } from '../problem.ts';
import type { Style } from './style.ts';

/** No path that a system takes is longer. */
const LONGEST = 8192;

// None of these is wrapped: they hold commands and paths, which are to be copied and searched for.

/** An expected failure for stderr: `error: what and where`, and beneath it what to do now. */
export function renderProblem({ message, hint }: Pick<Problem, 'message' | 'hint'>, style: Style): string {
  const first = `${style.bad('error:')} ${shown(message)}\n`;
  if (hint === undefined) return first;
  const lines = hint.split('\n').map((line) => `  ${shown(line)}\n`);
  return first + lines.join('');
}

/** Something that was done, for stderr. */
export function renderNote(text: string, style: Style): string {
  return `${style.dim(shown(text))}\n`;
}

/** Something to look at, for stderr: `warning: …`. */
export function renderWarning(text: string, style: Style): string {
  return `${style.warn('warning:')} ${shown(text)}\n`;
}

function shown(text: string): string {
  const kept = firstCharacters(text, LONGEST);
  return escapeUnprintable(kept) + (kept.length === text.length ? '' : '…');
}

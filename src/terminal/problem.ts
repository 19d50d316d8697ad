import { firstCharacters } from '../domain/first-characters.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Problem } from '../problem.ts';
import type { Style } from './style.ts';

/** No operating system accepts a longer path. */
const LONGEST = 8192;

// Messages are not wrapped: they contain commands and paths to copy and to search for.

/** An expected failure for stderr: `error: what and where`, and below it what to do now. */
export function renderProblem({ message, hint }: Pick<Problem, 'message' | 'hint'>, style: Style): string {
  const first = `${style.bad('error:')} ${shown(message)}\n`;
  if (hint === undefined) return first;
  const lines = hint.split('\n').map((line) => `  ${shown(line)}\n`);
  return first + lines.join('');
}

/** A note on what was done, for stderr. */
export function renderNote(text: string, style: Style): string {
  return `${style.dim(shown(text))}\n`;
}

/** A warning, for stderr: `warning: …`. */
export function renderWarning(text: string, style: Style): string {
  return `${style.warn('warning:')} ${shown(text)}\n`;
}

function shown(text: string): string {
  const kept = firstCharacters(text, LONGEST);
  return escapeUnprintable(kept) + (kept.length === text.length ? '' : '…');
}

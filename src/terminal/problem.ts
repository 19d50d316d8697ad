import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Problem } from '../problem.ts';
import type { Style } from './style.ts';

// None of these is wrapped: they hold commands and paths, which are to be copied and searched for.

/** An expected failure for stderr: `error: what and where`, and beneath it what to do now. */
export function renderProblem({ message, hint }: Pick<Problem, 'message' | 'hint'>, style: Style): string {
  const first = `${style.bad('error:')} ${escapeUnprintable(message)}\n`;
  if (hint === undefined) return first;
  const lines = hint.split('\n').map((line) => `  ${escapeUnprintable(line)}\n`);
  return first + lines.join('');
}

/** Something that was done, for stderr. */
export function renderNote(text: string, style: Style): string {
  return `${style.dim(escapeUnprintable(text))}\n`;
}

/** Something to look at, for stderr: `warning: …`. */
export function renderWarning(text: string, style: Style): string {
  return `${style.warn('warning:')} ${escapeUnprintable(text)}\n`;
}

import { escapeUnprintable } from '../domain/unprintable.ts';

/** Text for Markdown, also for a cell of a table: nothing in it becomes markup, a link or a mention. */
export function markdownText(text: string): string {
  // CommonMark: a backslash before ASCII punctuation makes it literal.
  return escapeUnprintable(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

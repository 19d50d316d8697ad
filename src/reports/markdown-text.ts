import { escapeUnprintable } from '../domain/unprintable.ts';

/** Text for Markdown, a cell of a table included, in which none of it is markup, a link or a name to notify. */
export function markdownText(text: string): string {
  // CommonMark: a backslash before any punctuation of ASCII makes it a plain character.
  return escapeUnprintable(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

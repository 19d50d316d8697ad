import { firstCharacters } from '../domain/first-characters.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Style } from './style.ts';

/** Shown in place of an absent value. */
export const NOTHING = '-';

/** The longest part of a claim that is shown: a token may contain a name of 60,000 characters. */
const LONGEST = 400;

/** A claim's text as a report shows it: escaped, and cut if it is too long. */
export function shownClaim(text: string, style: Style): string {
  const kept = firstCharacters(text, LONGEST);
  if (kept.length === text.length) return escapeUnprintable(text);
  return `${escapeUnprintable(kept)}${style.glyphs.ellipsis} (${text.length} characters)`;
}

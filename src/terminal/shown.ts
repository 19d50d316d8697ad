import { firstCharacters } from '../domain/first-characters.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Style } from './style.ts';

/** What stands where there is nothing. */
export const NOTHING = '-';

/** A token may say a name of 60,000 characters; no more than this of one is shown. */
const LONGEST = 400;

/** A claim's text as a report shows it: escaped, and cut where it is far too long. */
export function shownClaim(text: string, style: Style): string {
  const kept = firstCharacters(text, LONGEST);
  if (kept.length === text.length) return escapeUnprintable(text);
  return `${escapeUnprintable(kept)}${style.glyphs.ellipsis} (${text.length} characters)`;
}

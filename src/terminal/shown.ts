import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Style } from './style.ts';

/** What stands where there is nothing. */
export const NOTHING = '-';

/** A token may say a name of 60,000 characters; no more than this of one is shown. */
const LONGEST = 400;

/** A claim's text as a report shows it: escaped, and cut where it is far too long. */
export function shownClaim(text: string, style: Style): string {
  const characters = [...text.slice(0, 2 * LONGEST + 1)];
  if (characters.length <= LONGEST) return escapeUnprintable(text);
  const kept = escapeUnprintable(characters.slice(0, LONGEST).join(''));
  return `${kept}${style.glyphs.ellipsis} (${text.length} characters)`;
}

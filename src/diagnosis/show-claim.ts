import { firstCharacters } from '../domain/first-characters.ts';

/** The maximum number of characters of external text quoted in a sentence. */
const LONGEST = 80;

/** A name or a word from outside for a sentence, cut where it is far too long. */
export function showText(text: string): string {
  const kept = firstCharacters(text, LONGEST);
  return kept.length === text.length ? text : `${kept}…`;
}

/** A claim's value for a sentence: text in quotes, a short list of texts, anything else by its type. */
export function showClaim(value: unknown): string {
  if (typeof value === 'string') return `"${showText(value)}"`;
  if (!Array.isArray(value)) return typeOfClaim(value);
  return value.length > 0 && value.length <= 5
    ? `[${value.map((item) => (Array.isArray(item) ? typeOfClaim(item) : showClaim(item))).join(', ')}]`
    : `a list of ${value.length}`;
}

/** The JSON type of a claim's value, with its article. */
export function typeOfClaim(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

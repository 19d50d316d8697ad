/** How long a claim's value may be in a sentence. */
const LONGEST = 80;

/** A claim's value for a sentence: text in quotes, anything else by its type, long text cut. */
export function showClaim(value: unknown): string {
  if (typeof value === 'string') {
    return `"${value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value}"`;
  }
  if (Array.isArray(value)) {
    return value.length > 0 && value.length <= 5
      ? `[${value.map(showClaim).join(', ')}]`
      : `a list of ${value.length}`;
  }
  return typeOfClaim(value);
}

/** The JSON type of a claim's value, with its article. */
export function typeOfClaim(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'text' : `a ${typeof value}`;
}

/** The first `count` characters (code points, not UTF-16 units) of a text that may be very long. */
export function firstCharacters(text: string, count: number): string {
  return [...text.slice(0, 2 * count)].slice(0, count).join('');
}

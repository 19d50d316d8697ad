/** The text without the blanks that servers take off around a value (RFC 9110 §5.5), and line breaks. */
export function trimBlanks(text: string): string {
  return trimWhere(text, (character) => ' \t\r\n'.includes(character));
}

/** Trims characters from both ends. A pattern that ends in `+$` would start again at each of them. */
export function trimWhere(text: string, isTaken: (character: string) => boolean): string {
  let start = 0;
  let end = text.length;
  while (start < end && isTaken(text.charAt(start))) start += 1;
  while (end > start && isTaken(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

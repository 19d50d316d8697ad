/** A whole number with a comma between its thousands, so that large ones can be read. */
export function grouped(number: number): string {
  // Not by toLocaleString, which loads the machine's language.
  return String(number).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
}

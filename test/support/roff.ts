/** What roff takes for something else than itself, and how it is told not to. */
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '"': '\\(dq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text as roff prints it, character by character. */
export function roffText(text: string): string {
  const escaped = text
    .replaceAll(/[\\\-'"`^~]/g, (character) => escapes[character] ?? character)
    .replaceAll(/[^\n\x20-\x7e]/gu, (character) => `\\[u${codeOf(character)}]`);
  // A dot at the start of a line begins a request.
  return escaped.replaceAll(/^(?=\.)/gm, '\\&');
}

function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** Prose as roff, with what stands in backticks in bold. */
export function roffProse(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? `\\fB${roffText(part.slice(1, -1))}\\fR` : roffText(part)))
    .join('');
}

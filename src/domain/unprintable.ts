/**
 * The characters that must not reach a terminal raw, because they move the cursor, change the
 * reading direction or cannot be seen: C0, DEL, C1, U+061C, U+200B–200F, U+2028–202E,
 * U+2060–2069, U+FEFF, the tag characters, and lone surrogates.
 */
const unprintable =
  /[\u{0}-\u{1f}\u{7f}-\u{9f}\u{61c}\u{200b}-\u{200f}\u{2028}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{e0000}-\u{e007f}\u{d800}-\u{dfff}]/gu;

/** Whether the text holds a character that people cannot see or that acts on a terminal. */
export function hasUnprintable(text: string): boolean {
  return text.search(unprintable) !== -1;
}

/** Characters that people do not see though no terminal minds them: ignorable ones, formats, odd blanks. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u{2800}\u{d800}-\u{dfff}]/gu;

/** Whether a name looks like another: it holds what cannot be seen, or blanks at an end. */
export function hasUnseen(name: string): boolean {
  return name.search(unseen) !== -1 || name.trim() !== name || hasUnprintable(name);
}

/** A name with all that cannot be seen in it written as `\u{…}`, the blanks at its ends too. */
export function showUnseen(name: string): string {
  return name.replace(unseen, escapeCharacter).replace(/^\s|\s$/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** The text with every such character written as `\u{…}`, safe to show. */
export function escapeUnprintable(text: string): string {
  return text.replace(unprintable, escapeCharacter);
}

/** JSON text with every such character written as `\uXXXX` escapes: the same value, safe to show. */
export function escapeJson(json: string): string {
  return json.replace(unprintable, (character) =>
    // Between tokens JSON has no such characters but line breaks, which indentation needs.
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, index) =>
          unicodeEscape(character.charCodeAt(index)),
        ).join(''),
  );
}

function unicodeEscape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

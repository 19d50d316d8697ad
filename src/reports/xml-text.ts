import { escapeUnprintable } from '../domain/unprintable.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text for an element or a quoted attribute of XML 1.0, in one line. The characters that XML forbids (§2.2) are
 * unprintable ones, and two that are not characters at all.
 */
export function xmlText(text: string): string {
  return escapeUnprintable(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

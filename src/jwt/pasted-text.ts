import type { Wrapping } from '../domain/evidence.ts';
import { tokensIn } from './only-token.ts';

/** A text without what a program on its way did to it, and what that was. */
export interface PlainText {
  readonly text: string;
  readonly wrappings: readonly Wrapping[];
}

/**
 * The text of a file that was read as UTF-8: without a byte order mark; where it is UTF-16, as Windows
 * PowerShell writes it, without the zero bytes of its ASCII characters. All of a token is ASCII.
 */
export function withoutEncodingMarks(text: string): PlainText {
  // The two bytes of a UTF-16 byte order mark are not UTF-8; each was read as U+FFFD.
  const rest = text.replace(/^\ufffd{2}(?=\0|.\0)/s, '');
  const [first, second] = rest;
  const isUtf16 = rest.length > 3 && (first === '\0') !== (second === '\0') && isEverySecondZero(rest);
  if (isUtf16) return { text: rest.replaceAll('\0', ''), wrappings: ['UTF-16'] };
  return text.startsWith('\ufeff')
    ? { text: text.slice(1), wrappings: ['a byte order mark'] }
    : { text, wrappings: [] };
}

/** Whether every second character of the text is zero and no other; the last ones may have been cut off. */
function isEverySecondZero(text: string): boolean {
  const offset = text.charAt(0) === '\0' ? 0 : 1;
  for (let at = 0; at < text.length; at += 1) {
    // The line break that ends a file is half gone: its reader takes one byte of it off.
    const isLast = at >= text.length - 2;
    if ((text.charAt(at) === '\0') !== (at % 2 === offset) && !isLast) return false;
  }
  return true;
}

/** The text of a mail without the line ends of quoted-printable (RFC 2045 §6.7), where that uncovers a token. */
export function withoutQuotedPrintable(text: string): PlainText {
  if (!/=\r?\n|=3D/i.test(text)) return { text, wrappings: [] };
  const decoded = text
    .replaceAll(/=[ \t]{0,9}\r?\n/g, '')
    .replaceAll(/=([2-7][\dA-F])/g, (_sequence, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return tokensIn(decoded).length > tokensIn(text).length
    ? { text: decoded, wrappings: ['line ends of quoted-printable'] }
    : { text, wrappings: [] };
}

/** The text of a mail without the `> ` before each line that it quotes. */
export function withoutMailMarks(text: string): PlainText {
  if (!/^>/m.test(text)) return { text, wrappings: [] };
  return {
    text: text.replaceAll(/^(?:>[ \t]?)+/gm, '').trim(),
    wrappings: ['quotation marks of a mail'],
  };
}

import { Buffer } from 'node:buffer';
import { decodeBase64Leniently } from './base64url.ts';

/**
 * The ASCII text that base64 or base64url encodes, with or without padding and line breaks; undefined
 * where the text is neither, or encodes something else.
 */
export function decodeBase64Text(text: string): string | undefined {
  const compact = text.replaceAll(/\s/g, '');
  if (!/^(?:[\w-]+|[A-Za-z0-9+/]+)={0,2}$/.test(compact)) return undefined;
  return asAscii(decodeBase64Leniently(compact));
}

/** The ASCII text that hexadecimal encodes; undefined where the text is no such thing. */
export function decodeHexText(text: string): string | undefined {
  return /^(?:[\da-f]{2})+$/i.test(text) ? asAscii(Buffer.from(text, 'hex')) : undefined;
}

function asAscii(bytes: Buffer): string | undefined {
  const text = bytes.toString('latin1');
  return /^[\t\n\r\x20-\x7e]*$/.test(text) ? text : undefined;
}

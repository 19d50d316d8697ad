import { Buffer } from 'node:buffer';
import type { SecretEncoding } from '../domain/secret-key.ts';
import { unreachable } from '../domain/unreachable.ts';

/**
 * The bytes of a secret's text under its encoding, read strictly: base64 and base64url in their own
 * alphabet with whole or no padding, hex in pairs. Undefined when the text is not in that encoding.
 */
export function secretBytes(text: string, encoding: SecretEncoding): Buffer | undefined {
  switch (encoding) {
    case 'utf8':
      // Text with a lone surrogate has no UTF-8 form; Buffer would put U+FFFD in its place.
      return /\p{Surrogate}/u.test(text) ? undefined : Buffer.from(text, 'utf8');
    case 'base64':
      return isBase64(text, /^[A-Za-z0-9+/]*(={0,2})$/) ? Buffer.from(text, 'base64') : undefined;
    case 'base64url':
      return isBase64(text, /^[A-Za-z0-9_-]*(={0,2})$/) ? Buffer.from(text, 'base64url') : undefined;
    case 'hex':
      return /^(?:[0-9a-fA-F]{2})*$/.test(text) ? Buffer.from(text, 'hex') : undefined;
    default:
      return unreachable(encoding);
  }
}

/** The bytes that count: HMAC pads a key with NUL bytes, so that those at its end are no part of it (RFC 2104 §2). */
export function effectiveLength(bytes: Buffer): number {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return length;
}

function isBase64(text: string, form: RegExp): boolean {
  const padding = form.exec(text)?.[1];
  if (padding === undefined) return false;
  const characters = text.length - padding.length;
  return padding === '' ? characters % 4 !== 1 : text.length % 4 === 0;
}

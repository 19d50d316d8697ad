import { Buffer } from 'node:buffer';

/** The first thing in a text that unpadded base64url (RFC 4648 §5, RFC 7515 §2) does not allow. */
export interface Base64urlFault {
  readonly kind: 'character' | 'padding' | 'length' | 'last character not canonical';
  readonly character: string | undefined;
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Why a text is not canonical base64url; undefined when it is. Node's decoders accept junk, so a
 * text is scanned before it is decoded.
 */
export function base64urlFault(text: string): Base64urlFault | undefined {
  const foreign = /[^A-Za-z0-9_-]/u.exec(text);
  if (foreign) {
    const [character] = foreign;
    const isPadding = /^=+$/.test(text.slice(foreign.index));
    return { kind: isPadding ? 'padding' : 'character', character, offset: foreign.index };
  }
  const rest = text.length % 4;
  if (rest === 1) return { kind: 'length', character: undefined, offset: text.length - 1 };
  // Two or three last characters carry 4 or 2 bits that no byte uses; they must be zero.
  const unusedBits = rest === 2 ? 0b1111 : rest === 3 ? 0b11 : 0;
  const last = text.at(-1) ?? 'A';
  if ((alphabet.indexOf(last) & unusedBits) === 0) return undefined;
  return { kind: 'last character not canonical', character: last, offset: text.length - 1 };
}

/** The bytes of a canonical base64url text; undefined when it is not one. */
export function decodeBase64url(text: string): Buffer | undefined {
  return base64urlFault(text) === undefined ? Buffer.from(text, 'base64url') : undefined;
}

/** The bytes of either base64 alphabet with or without padding, for explaining what is refused. */
export function decodeBase64Leniently(text: string): Buffer {
  return Buffer.from(text, 'base64url');
}

/** Base64 text with the characters that base64url has in their place, and without padding. */
export function toBase64url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

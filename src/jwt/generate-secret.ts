import { randomBytes } from 'node:crypto';
import type { SecretEncoding } from '../domain/secret-key.ts';

/**
 * The text of a new secret of so many random bytes, written in the encoding; for utf8 it is
 * base64url text whose characters are the key.
 */
export function generateSecret(byteCount: number, encoding: SecretEncoding): string {
  return keyBytes(byteCount).toString(encoding === 'utf8' ? 'base64url' : encoding);
}

/** Random bytes of which the last is not zero. */
function keyBytes(byteCount: number) {
  for (;;) {
    const bytes = randomBytes(byteCount);
    // RFC 2104 §2: HMAC pads a key with zeros, so that zeros at its end add no strength and count for none.
    if (bytes.at(-1) !== 0) return bytes;
  }
}

import { randomBytes } from 'node:crypto';
import type { SecretEncoding } from '../domain/secret-key.ts';

/**
 * The text of a new secret of so many random bytes, written in the encoding; for utf8 it is
 * base64url text whose characters are the key.
 */
export function generateSecret(byteCount: number, encoding: SecretEncoding): string {
  return randomBytes(byteCount).toString(encoding === 'utf8' ? 'base64url' : encoding);
}

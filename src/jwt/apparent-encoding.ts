import type { ApparentEncoding } from '../domain/audit-evidence.ts';
import { secretBytes } from './secret-bytes.ts';

/** Fewer bytes than these are no random secret, and short words are base64 by accident. */
const LEAST_BYTES = 16;

/**
 * The encoding in which a secret's text looks as if it were written: 16 bytes or more in hex, or in
 * canonical base64 that shows itself by its padding, `+` or `/`. Base64url without padding counts as
 * text: that is how jwtadm writes the secrets it generates.
 */
export function apparentEncoding(text: string): ApparentEncoding | undefined {
  // A letter and a digit: a long number is not hex.
  if (/^(?=.*[a-f])(?=.*\d)[\da-f]+$/i.test(text)) return hasForm(text, 'hex') ? 'hex' : undefined;
  // Words, paths and sums have no capitals, small letters and digits all at once.
  if (!/^(?=.*[A-Z])(?=.*[a-z])(?=.*\d)/.test(text)) return undefined;
  if (/[+/]|=$/.test(text) && hasForm(text, 'base64')) return 'base64';
  return text.endsWith('=') && hasForm(text, 'base64url') ? 'base64url' : undefined;
}

/** Whether the text is what encoding its own bytes gives. */
function hasForm(text: string, encoding: ApparentEncoding): boolean {
  const bytes = secretBytes(text, encoding);
  if (bytes === undefined || bytes.length < LEAST_BYTES) return false;
  const written = bytes.toString(encoding);
  if (encoding === 'hex') return written === text.toLowerCase();
  return written.padEnd(Math.ceil(written.length / 4) * 4, '=') === text;
}

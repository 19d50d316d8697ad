import type { SecretResult } from '../../domain/secret-key.ts';
import { type RefusedEncryption, refused } from './encryption-plan.ts';

/** A stored file can be attacked without end: scrypt makes each guess slow, but not a short passphrase long. */
const MIN_CHARACTERS = 12;

/** What is wrong with a new passphrase, as a clause; undefined when it is good. */
export function passphraseFault(passphrase: string): string | undefined {
  const { length } = [...passphrase];
  if (length >= MIN_CHARACTERS) return undefined;
  return `has ${length} ${length === 1 ? 'character' : 'characters'}, but at least ${MIN_CHARACTERS} are required`;
}

/** A passphrase that was read to encrypt with, or why it cannot be used. */
export function admitPassphrase(
  result: SecretResult,
): { readonly ok: true; readonly passphrase: string } | RefusedEncryption {
  if (!result.ok) return refused({ kind: 'credentials-unreadable', reason: result.reason });
  const fault = passphraseFault(result.text);
  if (fault !== undefined) return refused({ kind: 'passphrase-weak', fault });
  return { ok: true, passphrase: result.text };
}

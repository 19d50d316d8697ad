import type { Encryption } from '../../domain/encryption.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { Credentials, KeyHolders } from '../../vault/data-key.ts';
import type { DataKey } from '../../vault/sealed-secret.ts';
import type { CredentialSource, Ports } from '../ports.ts';

/** The data key of a store and who can open it, or why it cannot be opened: a clause after "is encrypted, and". */
export type UnlockedStore =
  | { readonly ok: true; readonly key: DataKey; readonly keyHolders: KeyHolders }
  | { readonly ok: false; readonly kind: 'locked' | 'unreadable'; readonly reason: string };

/** How often a passphrase is asked for. */
const ATTEMPTS = 3;

/**
 * Opens the data key of a store whose secrets are encrypted, with what the user gave or, where `mayAsk`, is
 * asked for. What is missing or wrong is returned as a value.
 */
export async function unlockStore(
  { store, credentials }: Pick<Ports, 'store' | 'credentials'>,
  mayAsk: boolean,
): Promise<UnlockedStore> {
  const { label, encryption } = store;
  if (!encryption) return unreadable('"encryption", with the key that opens it, is gone from the store');
  if (encryption.recipients) return withIdentities(credentials, encryption);
  const given = credentials.passphrase();
  if (given) {
    const unlocked = await withPassphrase(encryption, given);
    if (unlocked.ok) credentials.opened('passphrase');
    return unlocked;
  }
  const { askPassphrase } = credentials;
  if (!mayAsk || !askPassphrase) return locked(credentials.whenMissing.passphrase);
  return unlockByAsking(encryption, (attempt) => askPassphrase(label, attempt));
}

async function withIdentities(credentials: CredentialSource, encryption: Encryption): Promise<UnlockedStore> {
  const given = await credentials.identities();
  if (!given) return locked(credentials.whenMissing.identity);
  if (!given.ok) return locked(given.reason);
  const { identities, place } = given;
  const unlocked = await unlockWith(encryption, { identities }, `the identity in ${place} does not open it`);
  if (unlocked.ok) credentials.opened('identity');
  return unlocked;
}

async function withPassphrase(encryption: Encryption, given: SecretResult): Promise<UnlockedStore> {
  if (!given.ok) return locked(given.reason);
  const credentials = { passphrase: given.text };
  return unlockWith(encryption, credentials, 'the passphrase that was given is not the right one');
}

async function unlockByAsking(
  encryption: Encryption,
  ask: (attempt: number) => Promise<string>,
): Promise<UnlockedStore> {
  for (let attempt = 1; ; attempt += 1) {
    const passphrase = await ask(attempt);
    const unlocked = await withPassphrase(encryption, { ok: true, text: passphrase, encoding: 'utf8' });
    if (unlocked.ok || unlocked.kind !== 'locked' || attempt === ATTEMPTS) return unlocked;
  }
}

async function unlockWith(
  encryption: Encryption,
  credentials: Credentials,
  whenForeign: string,
): Promise<UnlockedStore> {
  // age is loaded by those who need it only.
  const { unwrapDataKey } = await import('../../vault/data-key.ts');
  const opened = await unwrapDataKey(encryption, credentials);
  if (opened.ok) {
    const { key, recipients = [] } = opened;
    return { ok: true, key, keyHolders: 'passphrase' in credentials ? credentials : { recipients } };
  }
  return opened.fault === 'damaged'
    ? unreadable('"encryption.dataKey" in the store, which opens it, was damaged')
    : locked(whenForeign);
}

function locked(reason: string): UnlockedStore {
  return { ok: false, kind: 'locked', reason };
}

function unreadable(reason: string): UnlockedStore {
  return { ok: false, kind: 'unreadable', reason };
}

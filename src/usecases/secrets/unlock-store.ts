import { givenIdentities, givenPassphrase, warnOfOpenFile } from '../../commands/input/given-credentials.ts';
import { canPrompt, type GlobalOptions } from '../../commands/line/global-options.ts';
import type { Context } from '../../context.ts';
import type { Encryption } from '../../domain/encryption.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import type { Credentials, KeyHolders } from '../../vault/data-key.ts';
import type { DataKey } from '../../vault/sealed-secret.ts';
import type { Store } from '../ports.ts';

/** The data key of a store and who can open it, or why it cannot be had: a clause after "is encrypted, and". */
export type UnlockedStore =
  | { readonly ok: true; readonly key: DataKey; readonly keyHolders: KeyHolders }
  | { readonly ok: false; readonly kind: 'locked' | 'unreadable'; readonly reason: string };

/** How often a passphrase is asked for. */
const ATTEMPTS = 3;

/**
 * Opens the data key of a store whose secrets are encrypted, with what the options, the environment or,
 * where `mayAsk`, somebody at the terminal gives. What is missing or wrong is told as a value.
 */
export async function unlockStore(
  context: Context,
  options: GlobalOptions,
  { label, encryption }: Store,
  mayAsk: boolean,
): Promise<UnlockedStore> {
  if (!encryption) return unreadable('"encryption", with the key that opens it, is gone from the store');
  if (encryption.recipients) return withIdentities(context, options, encryption);
  const given = givenPassphrase(context, options);
  if (given) {
    const unlocked = await withPassphrase(encryption, given);
    if (unlocked.ok) warnOfOpenFile(context, options, options.passphraseFile);
    return unlocked;
  }
  if (mayAsk && canPrompt(context, options)) return askPassphrase(context, label, encryption);
  return locked('no passphrase was given: name its file with --passphrase-file, or set $JWTADM_PASSPHRASE');
}

async function withIdentities(
  context: Context,
  options: GlobalOptions,
  encryption: Encryption,
): Promise<UnlockedStore> {
  const given = await givenIdentities(context, options);
  if (!given) {
    return locked('no identity was given: name its file with --identity-file or $JWTADM_IDENTITY_FILE');
  }
  if (!given.ok) return locked(given.reason);
  const { identities, path } = given;
  const place = path ? `the file ${path}` : '$JWTADM_IDENTITY';
  const unlocked = await unlockWith(encryption, { identities }, `the identity in ${place} does not open it`);
  if (unlocked.ok) warnOfOpenFile(context, options, path);
  return unlocked;
}

async function withPassphrase(encryption: Encryption, given: SecretResult): Promise<UnlockedStore> {
  if (!given.ok) return locked(given.reason);
  const credentials = { passphrase: given.text };
  return unlockWith(encryption, credentials, 'the passphrase that was given is not the right one');
}

async function askPassphrase(
  context: Context,
  label: string,
  encryption: Encryption,
): Promise<UnlockedStore> {
  for (let attempt = 1; ; attempt += 1) {
    const passphrase = await context.prompt.secret({
      message: attempt === 1 ? `Passphrase of ${label}` : 'That is not the passphrase; try again',
      fault: (text) => (text === '' ? 'the passphrase is not empty' : undefined),
    });
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

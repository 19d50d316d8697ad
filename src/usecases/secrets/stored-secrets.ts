import type { Configuration } from '../../domain/configuration.ts';
import { holdsEncryptedSecret } from '../../domain/configuration-secrets.ts';
import {
  type EncryptedSource,
  type SecretKey,
  type SecretResult,
  secretSource,
} from '../../domain/secret-key.ts';
import { openSecret, type SecretPlace } from '../../vault/sealed-secret.ts';
import type { Ports } from '../ports.ts';
import { readSecret } from './read-secret.ts';
import { type UnlockedStore, unlockStore } from './unlock-store.ts';

/** The secrets of a store's configurations: the only way to read them. */
export interface StoredSecrets {
  /** Whether the user gave anything that opens encrypted secrets, right or wrong. */
  readonly areCredentialsGiven: boolean;
  /** What the source of a configuration's Secret Key gives; of an encrypted one once the store was unlocked. */
  of(configuration: Configuration): SecretResult;
  /** The same for its previous secret; undefined where it has none. */
  previousOf(configuration: Configuration): SecretResult | undefined;
  /** The same for a Secret Key in any field. */
  read(secretKey: SecretKey, place: SecretPlace): SecretResult;
  /**
   * Opens the store's data key, once, where a secret of these configurations is encrypted; `asks` lets
   * the user be asked for a passphrase. Returns whether it was opened just now.
   */
  unlockFor(configurations: readonly Configuration[], asks: 'asks' | 'without asking'): Promise<boolean>;
  /** Opens the data key in any case, asking for a passphrase where that is possible. */
  unlock(): Promise<UnlockedStore>;
}

/** The secrets of a store, none of them read yet. */
export function openSecretVault(needs: Pick<Ports, 'store' | 'sources' | 'credentials'>): StoredSecrets {
  const { store, sources, credentials } = needs;
  let unlocked: UnlockedStore = { ok: false, kind: 'locked', reason: 'was not opened' };
  async function unlock(mayAsk: boolean): Promise<UnlockedStore> {
    if (!unlocked.ok) unlocked = await unlockStore(needs, mayAsk);
    return unlocked;
  }
  function read(secretKey: SecretKey, place: SecretPlace): SecretResult {
    const source = secretSource(secretKey);
    if (source.kind === 'encrypted') return openWith(unlocked, source, place);
    return readSecret(source, {
      env: sources.env,
      readFile: sources.readFile,
      folder: store.file?.folder,
    });
  }
  return {
    get areCredentialsGiven() {
      return credentials.isGiven;
    },
    of: ({ name, secretKey }) => read(secretKey, { name, field: 'secretKey' }),
    previousOf: ({ name, previousSecret }) =>
      previousSecret && read(previousSecret.secretKey, { name, field: 'previousSecret' }),
    read,
    async unlockFor(configurations, asks) {
      if (unlocked.ok || !configurations.some(holdsEncryptedSecret)) return false;
      return (await unlock(asks === 'asks')).ok;
    },
    unlock: () => unlock(true),
  };
}

function openWith(
  unlocked: UnlockedStore,
  { ciphertext, encoding }: EncryptedSource,
  place: SecretPlace,
): SecretResult {
  if (!unlocked.ok) return { ...unlocked, reason: `it is encrypted, and ${unlocked.reason}` };
  const text = openSecret(ciphertext, place, unlocked.key);
  if (text !== undefined) return { ok: true, text, encoding };
  const reason = 'its ciphertext was damaged, or taken from another configuration, field or store';
  return { ok: false, kind: 'unreadable', reason };
}

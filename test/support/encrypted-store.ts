import type { Encryption } from '../../src/domain/encryption.ts';
import { type KeyHolders, wrapDataKey } from '../../src/vault/data-key.ts';
import { type DataKey, newDataKey, sealSecret } from '../../src/vault/sealed-secret.ts';
import { RECIPIENT } from './age-keys.ts';
import { FINGERPRINT_KEY } from './stores.ts';

/** Small, so that opening it with a passphrase takes no second. */
const WORK_FACTOR = 8;

/** A store's document with encrypted secrets, and what they are encrypted with. */
export interface EncryptedStore {
  readonly document: {
    readonly version: number;
    readonly fingerprintKey: string;
    readonly encryption: Encryption;
    readonly configurations: readonly (object & { readonly name: string; readonly secretKey: unknown })[];
  };
  readonly key: DataKey;
}

/** A store in which the secrets that are bare text are encrypted; all else is as it is given. */
export async function encryptedStore(
  configurations: readonly (object & { readonly name: string; readonly secretKey: unknown })[],
  keyHolders: KeyHolders = { recipients: [RECIPIENT] },
): Promise<EncryptedStore> {
  const key = newDataKey();
  const sealed = configurations.map((each) =>
    typeof each.secretKey === 'string'
      ? {
          ...each,
          secretKey: { encrypted: sealSecret(each.secretKey, { name: each.name, field: 'secretKey' }, key) },
        }
      : each,
  );
  const encryption = await wrapDataKey(key, keyHolders, WORK_FACTOR);
  return {
    document: { version: 1, fingerprintKey: FINGERPRINT_KEY, encryption, configurations: sealed },
    key,
  };
}

import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../../domain/configuration.ts';
import {
  changeSecretKeys,
  holdsEncryptedSecret,
  isLiteralSecretIn,
  type SecretField,
  secretFields,
  secretKeyIn,
} from '../../domain/configuration-secrets.ts';
import { encryptedKey, literalKey, secretSource } from '../../domain/secret-key.ts';
import { type DataKey, sealSecret } from '../../vault/sealed-secret.ts';
import type { Notice } from '../notice.ts';
import type { ConfigurationStore } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { StoredSecrets } from './stored-secrets.ts';
import type { UnlockedStore } from './unlock-store.ts';

/** Whether a store encrypts its secrets, or did until its "encryption" was removed. */
export function isEncrypted({
  encryption,
  configurations,
}: Pick<ConfigurationStore, 'encryption' | 'configurations'>): boolean {
  return encryption !== undefined || configurations.some(holdsEncryptedSecret);
}

/** A store and its secrets, as the use cases take them that store a secret. */
export interface StoreWithSecrets {
  readonly store: ConfigurationStore;
  readonly secrets: StoredSecrets;
}

/**
 * The fields to set so that those secrets of `after` that `before` does not have are encrypted; none in a
 * store that does not encrypt its secrets. Throws as {@link requireDataKey}.
 */
export async function encryptNewSecrets(
  { store, secrets }: StoreWithSecrets,
  after: Configuration,
  before?: Configuration,
): Promise<Partial<Configuration>> {
  if (!secretFields.some((field) => isNewSecret(field, after, before))) return {};
  if (!isEncrypted(store)) return {};
  return encryptSecrets(after, await requireDataKey(store, secrets, before), before);
}

/**
 * What to say when a secret was stored in plain text although the user gave something that opens encrypted
 * ones: another person may have taken the encryption away.
 */
export function reviewPlainText(
  { areCredentialsGiven }: Pick<StoredSecrets, 'areCredentialsGiven'>,
  configuration: Configuration,
  before?: Configuration,
): Notice[] {
  const isPlain = secretFields.some((field) => isNewSecret(field, configuration, before));
  return isPlain && areCredentialsGiven ? [{ kind: 'stored-in-plain-text' }] : [];
}

/**
 * The data key that encrypts new secrets. Throws a Problem if the key cannot be decrypted, or if it does not
 * decrypt every secret outside `replaced`: an attacker who replaces the key could read what is encrypted
 * from then on.
 */
export async function requireDataKey(
  { configurations }: ConfigurationStore,
  secrets: StoredSecrets,
  replaced?: Configuration,
): Promise<DataKey> {
  const { key } = requireUnlocked(await secrets.unlock());
  for (const each of configurations) if (each !== replaced) decryptSecrets(secrets, each);
  return key;
}

/** The store once it is unlocked; throws a Problem when it is not. */
export function requireUnlocked(unlocked: UnlockedStore): UnlockedStore & { readonly ok: true } {
  if (unlocked.ok) return unlocked;
  throw new Refusal('store', `the store is encrypted, and ${unlocked.reason}; nothing was changed`, {
    kind: 'store-locked',
  });
}

/**
 * The field changes that replace the encrypted secrets of a configuration by plain text, once the store is
 * unlocked. Throws a Problem if a secret cannot be decrypted.
 */
export function decryptSecrets(
  secrets: StoredSecrets,
  configuration: Configuration,
  fields: readonly SecretField[] = secretFields,
): Partial<Configuration> {
  return changeSecretKeys(configuration, (secretKey, field) => {
    if (secretSource(secretKey).kind !== 'encrypted' || !fields.includes(field)) return secretKey;
    const reading = secrets.read(secretKey, { name: configuration.name, field });
    if (reading.ok) return literalKey(reading.text, reading.encoding);
    throw new Refusal(
      'store',
      `the secret of ${configuration.name} does not open with the key of the store: ${reading.reason}; nothing was changed`,
      { kind: 'secret-does-not-open' },
    );
  });
}

/**
 * The same for the fields whose secrets have to be encrypted again; unlocks the store if one of them is
 * encrypted.
 */
export async function decryptMovedSecrets(
  secrets: StoredSecrets,
  configuration: Configuration,
  fields: readonly SecretField[],
): Promise<Partial<Configuration>> {
  const isNeeded = fields.some((field) => isEncryptedIn(configuration, field));
  if (!isNeeded) return {};
  requireUnlocked(await secrets.unlock());
  return decryptSecrets(secrets, configuration, fields);
}

function isEncryptedIn(configuration: Configuration, field: SecretField): boolean {
  const secretKey = secretKeyIn(configuration, field);
  return secretKey !== undefined && secretSource(secretKey).kind === 'encrypted';
}

/** The field changes that encrypt the literal secrets of a configuration, except secrets already in `before`. */
export function encryptSecrets(
  configuration: Configuration,
  key: DataKey,
  before?: Configuration,
): Partial<Configuration> {
  const { name } = configuration;
  return changeSecretKeys(configuration, (secretKey, field) => {
    const source = secretSource(secretKey);
    if (source.kind !== 'literal' || !isNewSecret(field, configuration, before)) return secretKey;
    return encryptedKey(sealSecret(source.text, { name, field }, key), source.encoding);
  });
}

/** Whether a field holds a literal secret that it did not hold before. */
function isNewSecret(field: SecretField, after: Configuration, before: Configuration | undefined): boolean {
  if (!isLiteralSecretIn(after, field)) return false;
  return before === undefined || !isDeepStrictEqual(secretKeyIn(after, field), secretKeyIn(before, field));
}

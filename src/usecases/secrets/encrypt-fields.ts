import { isDeepStrictEqual } from 'node:util';
import { hasCredentials } from '../../commands/input/given-credentials.ts';
import type { GlobalOptions } from '../../commands/line/global-options.ts';
import { warn } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
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
import { Problem } from '../../problem.ts';
import { type DataKey, sealSecret } from '../../vault/sealed-secret.ts';
import type { Store, StoreDraft } from '../ports.ts';
import type { StoredSecrets } from './stored-secrets.ts';
import type { UnlockedStore } from './unlock-store.ts';

/** Whether a store encrypts its secrets, or did until its "encryption" was taken away. */
export function isEncrypted({
  encryption,
  configurations,
}: Pick<Store, 'encryption' | 'configurations'>): boolean {
  return encryption !== undefined || configurations.some(holdsEncryptedSecret);
}

/**
 * What is to be set so that those secrets of `after` which are not those of `before` stand encrypted in
 * a store that encrypts its secrets; nothing in any other store. Throws as {@link requireDataKey}.
 */
export async function encryptNewSecrets(
  store: Store,
  secrets: StoredSecrets,
  after: Configuration,
  before?: Configuration,
): Promise<Partial<Configuration>> {
  if (!secretFields.some((field) => isNewSecret(field, after, before))) return {};
  if (!isEncrypted(store)) return {};
  return encryptSecrets(after, await requireDataKey(store, secrets, before), before);
}

/**
 * Warns when a secret was stored in plain text although something that opens encrypted ones was given:
 * somebody may have taken the encryption away.
 */
export function warnOfPlainText(
  context: Context,
  options: GlobalOptions,
  configuration: Configuration,
  before?: Configuration,
): void {
  const isPlain = secretFields.some((field) => isNewSecret(field, configuration, before));
  if (isPlain && hasCredentials(context, options)) warn(context, options, PLAIN_TEXT);
}

const PLAIN_TEXT =
  'the store does not encrypt its secrets, although what would open them was given: `jwtadm encrypt` does it now';

/**
 * The key that new secrets are encrypted with. Throws a Problem when it cannot be had, and when another
 * secret than those of `replaced` does not open with it: who exchanges the key wants to read what comes.
 */
export async function requireDataKey(
  { configurations }: Store,
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
  throw new Problem(
    'store',
    `the store is encrypted, and ${unlocked.reason}; nothing was changed`,
    '`jwtadm help encrypt` says how secrets are encrypted and opened',
  );
}

/**
 * What is to be set so that the encrypted secrets of a configuration stand there in plain text, once the
 * store is unlocked. Throws a Problem when one does not open.
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
    throw new Problem(
      'store',
      `the secret of ${configuration.name} does not open with the key of the store: ${reading.reason}; nothing was changed`,
      '`jwtadm check` tells every secret that does not open; `jwtadm edit` replaces one, `jwtadm delete` takes a configuration away',
    );
  });
}

/**
 * The same for those fields whose secrets have to be encrypted anew; unlocks the store where one of them is
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

/** What is to be set so that the literal secrets of a configuration, but those of `before`, stand there encrypted. */
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

/** Whether a field holds a literal secret that did not stand there before. */
function isNewSecret(field: SecretField, after: Configuration, before: Configuration | undefined): boolean {
  if (!isLiteralSecretIn(after, field)) return false;
  return before === undefined || !isDeepStrictEqual(secretKeyIn(after, field), secretKeyIn(before, field));
}

/** Throws a Problem when somebody else changed how the store is encrypted since it was opened. */
export function refuseOtherEncryption(draft: StoreDraft, { label, encryption }: Store): void {
  if (isDeepStrictEqual(draft.encryption, encryption)) return;
  throw new Problem(
    'store',
    `the encryption of ${label} was changed by somebody else meanwhile; nothing was written`,
    'run the command again',
  );
}

import type { Configuration } from './configuration.ts';
import { isLiteralSecret, type SecretKey, secretSource } from './secret-key.ts';

/**
 * The fields of a configuration that hold a secret in the forms of Secret Key. Code that handles secrets must
 * handle all of them. A ciphertext is bound to the name of its field, so that these names can never change.
 */
export const secretFields = [
  'secretKey',
  'previousSecret',
  'initialPassword',
] as const satisfies readonly (keyof Configuration)[];

export type SecretField = (typeof secretFields)[number];

/** The Secret Key in a field of a configuration; undefined where it has none there. */
export function secretKeyIn(
  configuration: Pick<Configuration, SecretField>,
  field: SecretField,
): SecretKey | undefined {
  return field === 'previousSecret' ? configuration.previousSecret?.secretKey : configuration[field];
}

/** What is to be set so that a field of a configuration that has a Secret Key holds another one. */
function settingOf(
  { previousSecret }: Configuration,
  field: SecretField,
  secretKey: SecretKey,
): Partial<Configuration> {
  if (field !== 'previousSecret') return { [field]: secretKey };
  return previousSecret ? { previousSecret: { ...previousSecret, secretKey } } : {};
}

/**
 * What is to be set when `change` makes others of the Secret Keys in a configuration; one that it
 * returns as it is needs no setting.
 */
export function changeSecretKeys(
  configuration: Configuration,
  change: (secretKey: SecretKey, field: SecretField) => SecretKey,
): Partial<Configuration> {
  const settings = secretFields.map((field) => {
    const before = secretKeyIn(configuration, field);
    if (before === undefined) return {};
    const after = change(before, field);
    return after === before ? {} : settingOf(configuration, field, after);
  });
  return Object.assign({}, ...settings);
}

/** Every secret in a configuration: the current one, the previous one and the initial password where there are any. */
export function secretKeysOf(configuration: Pick<Configuration, SecretField>): readonly SecretKey[] {
  return secretFields.map((field) => secretKeyIn(configuration, field)).filter((each) => each !== undefined);
}

type WithAlgorithm = Pick<Configuration, SecretField | 'signatureAlgorithm'>;

/** Whether a field itself contains a secret that must stay confidential, unencrypted. */
export function isLiteralSecretIn(configuration: WithAlgorithm, field: SecretField): boolean {
  const secretKey = secretKeyIn(configuration, field);
  if (secretKey === undefined) return false;
  // A password that looks like a public key is still a password.
  if (field === 'initialPassword') return secretSource(secretKey).kind === 'literal';
  return isLiteralSecret(secretKey, configuration.signatureAlgorithm);
}

/** Whether the configuration itself contains a secret that must stay confidential, unencrypted. */
export function holdsLiteralSecret(configuration: WithAlgorithm): boolean {
  return secretFields.some((field) => isLiteralSecretIn(configuration, field));
}

/** Whether a secret of the configuration is encrypted. */
export function holdsEncryptedSecret(configuration: Pick<Configuration, SecretField>): boolean {
  return secretKeysOf(configuration).some((secretKey) => secretSource(secretKey).kind === 'encrypted');
}

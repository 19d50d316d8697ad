import type { Configuration } from './configuration.ts';
import { isLiteralSecret, type SecretKey, secretSource } from './secret-key.ts';

/**
 * The fields of a configuration that hold a Secret Key: wherever secrets are looked after, both are. A
 * ciphertext is bound to the name of its field, which therefore stands for ever.
 */
export const secretFields = [
  'secretKey',
  'previousSecret',
] as const satisfies readonly (keyof Configuration)[];

export type SecretField = (typeof secretFields)[number];

/** The Secret Key in a field of a configuration; undefined where it has none there. */
export function secretKeyIn(
  { secretKey, previousSecret }: Pick<Configuration, SecretField>,
  field: SecretField,
): SecretKey | undefined {
  return field === 'secretKey' ? secretKey : previousSecret?.secretKey;
}

/** What is to be set so that a field of a configuration that has a Secret Key holds another one. */
function settingOf(
  { previousSecret }: Configuration,
  field: SecretField,
  secretKey: SecretKey,
): Partial<Configuration> {
  if (field === 'secretKey') return { secretKey };
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

/** Every Secret Key in a configuration: the current one, and the previous one while there is one. */
export function secretKeysOf({
  secretKey,
  previousSecret,
}: Pick<Configuration, SecretField>): readonly SecretKey[] {
  return previousSecret ? [secretKey, previousSecret.secretKey] : [secretKey];
}

/** Whether a secret that must stay confidential stands in the configuration itself, and is not encrypted. */
export function holdsLiteralSecret(
  configuration: Pick<Configuration, SecretField | 'signatureAlgorithm'>,
): boolean {
  const { signatureAlgorithm } = configuration;
  return secretKeysOf(configuration).some((secretKey) => isLiteralSecret(secretKey, signatureAlgorithm));
}

/** Whether a secret of the configuration is encrypted. */
export function holdsEncryptedSecret(configuration: Pick<Configuration, SecretField>): boolean {
  return secretKeysOf(configuration).some((secretKey) => secretSource(secretKey).kind === 'encrypted');
}

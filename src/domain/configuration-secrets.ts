import type { Configuration } from './configuration.ts';
import { isLiteralSecret, type SecretKey } from './secret-key.ts';

/** The fields of a configuration that hold a Secret Key: wherever secrets are looked after, both are. */
export const secretFields = [
  'secretKey',
  'previousSecret',
] as const satisfies readonly (keyof Configuration)[];

export type SecretField = (typeof secretFields)[number];

/** Every Secret Key in a configuration: the current one, and the previous one while there is one. */
export function secretKeysOf({
  secretKey,
  previousSecret,
}: Pick<Configuration, SecretField>): readonly SecretKey[] {
  return previousSecret ? [secretKey, previousSecret.secretKey] : [secretKey];
}

/** Whether a secret that must stay confidential stands in the configuration itself. */
export function holdsLiteralSecret(
  configuration: Pick<Configuration, SecretField | 'signatureAlgorithm'>,
): boolean {
  const { signatureAlgorithm } = configuration;
  return secretKeysOf(configuration).some((secretKey) => isLiteralSecret(secretKey, signatureAlgorithm));
}

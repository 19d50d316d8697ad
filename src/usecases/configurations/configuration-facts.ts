import type { Configuration } from '../../domain/configuration.ts';
import { type SecretField, secretKeyIn } from '../../domain/configuration-secrets.ts';
import { type SecretKey, secretSource } from '../../domain/secret-key.ts';
import { resolveKey } from '../../jwt/resolve-key.ts';
import {
  type ConfigurationView,
  configurationView,
  type KnownOfSecret,
} from '../../terminal/configuration-view.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/**
 * A configuration as it is shown, with kind, size and fingerprint of the secrets that stand in the
 * store itself, of encrypted ones once the store was unlocked; a reference is shown as such and not
 * followed.
 */
export function viewWithFacts(
  configuration: Configuration,
  fingerprintKey: string | undefined,
  secrets: StoredSecrets,
): ConfigurationView {
  const factsIn = (field: SecretField) => factsOf(configuration, field, fingerprintKey, secrets);
  return configurationView(configuration, factsIn('secretKey'), factsIn('previousSecret'));
}

function factsOf(
  configuration: Configuration,
  field: SecretField,
  fingerprintKey: string | undefined,
  secrets: StoredSecrets,
): KnownOfSecret {
  const secretKey = secretKeyIn(configuration, field);
  if (secretKey === undefined || isReference(secretKey)) return {};
  const { name, signatureAlgorithm } = configuration;
  const { evidence } = resolveKey(
    secrets.read(secretKey, { name, field }),
    signatureAlgorithm,
    fingerprintKey,
  );
  return 'facts' in evidence ? { facts: evidence.facts } : {};
}

function isReference(secretKey: SecretKey): boolean {
  const { kind } = secretSource(secretKey);
  return kind === 'env' || kind === 'file';
}

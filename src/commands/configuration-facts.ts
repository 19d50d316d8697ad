import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type SecretKey, secretSource } from '../domain/secret-key.ts';
import { resolveKey } from '../jwt/resolve-key.ts';
import {
  type ConfigurationView,
  configurationView,
  type KnownOfSecret,
} from '../terminal/configuration-view.ts';

/**
 * A configuration as it is shown, with kind, size and fingerprint of the secrets that stand in the
 * store itself; a reference is shown as such and not followed.
 */
export function viewWithFacts(
  configuration: Configuration,
  fingerprintKey: string | undefined,
): ConfigurationView {
  const { secretKey, previousSecret, signatureAlgorithm } = configuration;
  return configurationView(
    configuration,
    factsOf(secretKey, signatureAlgorithm, fingerprintKey),
    previousSecret && factsOf(previousSecret.secretKey, signatureAlgorithm, fingerprintKey),
  );
}

function factsOf(
  secretKey: SecretKey,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): KnownOfSecret {
  const source = secretSource(secretKey);
  if (source.kind !== 'literal') return {};
  const reading = { ok: true, text: source.text, encoding: source.encoding } as const;
  const { evidence } = resolveKey(reading, algorithm, fingerprintKey);
  return 'facts' in evidence ? { facts: evidence.facts } : {};
}

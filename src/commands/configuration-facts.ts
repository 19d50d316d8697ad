import type { Configuration } from '../domain/configuration.ts';
import { secretSource } from '../domain/secret-key.ts';
import { resolveKey } from '../jwt/resolve-key.ts';
import { readLiteral } from '../store/read-secret.ts';
import { type ConfigurationView, configurationView } from '../terminal/configuration-view.ts';

/**
 * A configuration as it is shown, with kind, size and fingerprint of a secret that stands in the
 * store itself; a reference is shown as such and not followed.
 */
export function viewWithFacts(
  configuration: Configuration,
  fingerprintKey: string | undefined,
): ConfigurationView {
  const source = secretSource(configuration.secretKey);
  if (source.kind !== 'literal') return configurationView(configuration);
  const { evidence } = resolveKey(readLiteral(source), configuration.signatureAlgorithm, fingerprintKey);
  return configurationView(configuration, 'facts' in evidence ? { facts: evidence.facts } : {});
}

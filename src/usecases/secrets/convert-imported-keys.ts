import type { Configuration } from '../../domain/configuration.ts';
import { type SecretKey, secretSource } from '../../domain/secret-key.ts';
import type { Notice } from '../notice.ts';
import { conversionNotices } from './admit-secret.ts';
import { evaluateNewSecret } from './evaluate-secret.ts';

/**
 * Configurations from elsewhere, with their public keys converted to PEM or a JWK where that loses nothing, and a notice
 * for each key that was.
 */
export function convertImportedKeys(incoming: readonly Configuration[]): {
  readonly configurations: readonly Configuration[];
  readonly notices: readonly Notice[];
} {
  const notices: Notice[] = [];
  const configurations = incoming.map((configuration): Configuration => {
    const { secretKey, previousSecret } = configuration;
    const current = convertedKey(secretKey, configuration);
    const previous = previousSecret && convertedKey(previousSecret.secretKey, configuration);
    notices.push(...(current?.notices ?? []), ...(previous?.notices ?? []));
    return {
      ...configuration,
      ...(current && { secretKey: current.secretKey }),
      ...(previousSecret &&
        previous && { previousSecret: { ...previousSecret, secretKey: previous.secretKey } }),
    };
  });
  return { configurations, notices };
}

/** A literal key that was in another form than PEM or JWK; undefined for every other Secret Key. */
function convertedKey(
  secretKey: SecretKey,
  { name, signatureAlgorithm }: Configuration,
): { readonly secretKey: SecretKey; readonly notices: readonly Notice[] } | undefined {
  const source = secretSource(secretKey);
  if (source.kind !== 'literal') return undefined;
  const evaluation = evaluateNewSecret(source.text, source.encoding, signatureAlgorithm);
  if (!evaluation.ok || !evaluation.conversion) return undefined;
  return { secretKey: evaluation.text, notices: conversionNotices(evaluation, name) };
}

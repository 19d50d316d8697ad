import type { KeyObject } from 'node:crypto';
import { isHmac } from '../domain/algorithm.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { resolveKey } from '../jwt/resolve-key.ts';
import { readPrivateKey } from './read-private-key.ts';

/**
 * The key that signs a configuration's tokens, of what its store holds: the shared secret, or a private key.
 * Undefined where it holds the public half alone, or what cannot be used.
 */
export function storedSigningKey(
  { signatureAlgorithm }: Configuration,
  secret: SecretResult & { readonly ok: true },
): KeyObject | undefined {
  const { key, evidence } = resolveKey(secret, signatureAlgorithm, undefined);
  if (!key || isHmac(signatureAlgorithm)) return key;
  const reading = evidence.holdsPrivateKey ? readPrivateKey(secret.text, key) : undefined;
  return reading?.ok ? reading.key : undefined;
}

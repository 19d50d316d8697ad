import { Buffer } from 'node:buffer';
import { isHmac, traitsOf } from '../../domain/algorithm.ts';
import { secretSource } from '../../domain/secret-key.ts';
import { keyFormat } from '../key-text/standard-key.ts';
import type { OtherConfiguration } from '../other-configuration.ts';
import { publicKeyInSecret } from '../public-key-in-secret.ts';
import { trialKey } from '../resolve-key.ts';
import { secretBytes } from '../secret-bytes.ts';
import type { CandidateKey } from './candidate-key.ts';
import { type ConfiguredSecret, configuredSecret } from './key-material.ts';
import { keyReadings, SHORTEST_PROOF } from './key-readings.ts';
import type { SearchedToken } from './searched-token.ts';

/** The key of another configuration as it is; undefined where it has none for the algorithm of the token. */
export function keyOfOther(other: OtherConfiguration, { claimed }: SearchedToken): CandidateKey | undefined {
  const { configuration, secret } = other;
  if (!secret.ok || traitsOf(configuration.signatureAlgorithm).family !== traitsOf(claimed).family) {
    return undefined;
  }
  const material = keyMaterialOf(other, claimed);
  return material && otherKey(other, material, undefined);
}

function keyMaterialOf(
  { secret }: OtherConfiguration,
  claimed: SearchedToken['claimed'],
): CandidateKey['material'] | undefined {
  // Most secrets are plain, and a store may hold thousands: no key object is made for them.
  if (secret.ok && isHmac(claimed) && keyFormat(secret.text) === undefined) {
    const bytes = secretBytes(secret.text, secret.encoding);
    // A key that is easy to guess proves nothing.
    return bytes !== undefined && bytes.length >= SHORTEST_PROOF ? bytes : undefined;
  }
  const key = trialKey(secret, claimed);
  return key?.type === 'secret' ? key.export() : key;
}

/** The other readings of another configuration's shared secret, the simplest first. */
export function* readingsOfOther(
  other: OtherConfiguration,
  { claimed }: SearchedToken,
): Generator<CandidateKey> {
  const { signatureAlgorithm, secretKey } = other.configuration;
  const configured = isHmac(signatureAlgorithm) && isHmac(claimed) ? secretOf(other) : undefined;
  if (!configured) return;
  const source = secretSource(secretKey);
  for (const { how, material } of keyReadings(
    configured,
    source.kind === 'env' ? source.variable : undefined,
  )) {
    if (material.bytes.length >= SHORTEST_PROOF) yield otherKey(other, material.bytes, how);
  }
}

function secretOf({ secret }: OtherConfiguration): ConfiguredSecret | undefined {
  const configured = configuredSecret(secret);
  return configured && configured.bytes.length >= SHORTEST_PROOF ? configured : undefined;
}

function otherKey(
  { configuration, secret }: OtherConfiguration,
  material: CandidateKey['material'],
  how: string | undefined,
): CandidateKey {
  const { name, enabled } = configuration;
  return {
    explain: () => ({ kind: 'other-configuration', name, isEnabled: enabled, how }),
    material,
    algorithmsFor: ({ claimed }) => [claimed],
    isOwn: false,
    // A public key stored as a secret is not secret: a match proves nothing.
    ...(material instanceof Uint8Array && { isPublic: () => isPublic(secret, material) }),
  };
}

function isPublic(secret: OtherConfiguration['secret'], bytes: Uint8Array): boolean {
  return secret.ok && publicKeyInSecret(secret.text, Buffer.from(bytes)) !== undefined;
}

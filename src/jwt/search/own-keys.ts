import type { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { memoizeLast } from '../../domain/memoize-last.ts';
import { type SecretResult, secretSource } from '../../domain/secret-key.ts';
import { publicKeyAsSecrets } from '../public-key-as-secret.ts';
import { algorithmsOfKey, type CandidateKey, hmacsFor } from './candidate-key.ts';
import { configuredSecret } from './key-material.ts';
import { type KeyReading, keyReadings } from './key-readings.ts';
import { type PlaceholderKey, placeholderKeys, placeholdersIn } from './placeholder-keys.ts';
import type { SearchedToken } from './searched-token.ts';
import { replacementFor } from './secret-replacement.ts';

/** The key of a configuration as it is. */
export const ownKey = memoizeLast(
  (key: KeyObject): CandidateKey => ({
    explain: () => ({ kind: 'own' }),
    material: materialOf(key),
    algorithmsFor: key.type === 'secret' ? hmacsFor : algorithmsOfKey(key),
    isOwn: true,
  }),
);

/** The key that it took the place of. */
export const previousKey = memoizeLast(
  (key: KeyObject): CandidateKey => ({
    explain: () => ({ kind: 'previous' }),
    material: materialOf(key),
    algorithmsFor: ({ pinned }) => [pinned],
    isOwn: false,
  }),
);

function materialOf(key: KeyObject): CandidateKey['material'] {
  return key.type === 'secret' ? key.export() : key;
}

/** The keys that a configuration's secret may have become. */
export interface DamagedKeys {
  /** Readings of one step, those first with which something else may be wrong as well. */
  readonly combined: readonly CandidateKey[];
  readonly single: readonly CandidateKey[];
  /** Readings of two steps. */
  readonly double: readonly CandidateKey[];
}

/** The other readings of the configuration's shared secret. */
export function damagedKeys(
  { signatureAlgorithm, secretKey }: Configuration,
  secret: SecretResult,
): DamagedKeys {
  const source = secretSource(secretKey);
  return isHmac(signatureAlgorithm)
    ? damagedKeysOf(secret, signatureAlgorithm, source.kind === 'env' ? source.variable : undefined)
    : { combined: [], single: [], double: [] };
}

/** The keys of the last secret are memoized: there are many, and they stay the same. */
const damagedKeysOf = memoizeLast(
  (secret: SecretResult, algorithm: SignatureAlgorithm, variable: string | undefined): DamagedKeys => {
    const configured = configuredSecret(secret);
    const readings = configured ? [...keyReadings(configured, variable)] : [];
    const keysOf = (isWanted: (reading: KeyReading) => boolean) =>
      readings.filter(isWanted).map((reading) => damagedKey(reading, algorithm));
    return {
      combined: keysOf(({ isCombined }) => isCombined),
      single: keysOf(({ steps, isCombined }) => steps === 1 && !isCombined),
      double: keysOf(({ steps }) => steps === 2),
    };
  },
);

function damagedKey(reading: KeyReading, algorithm: SignatureAlgorithm): CandidateKey {
  const { damage, how, encoding, material } = reading;
  return {
    explain: () => {
      const replacement = encoding === undefined ? replacementFor(material, algorithm) : undefined;
      return { kind: 'damaged', damage, how, encoding, replacement };
    },
    material: material.bytes,
    algorithmsFor: hmacsFor,
    isOwn: false,
  };
}

/** The keys that can be guessed from the configuration's names. */
export const guessedKeys = memoizeLast((configuration: Configuration): readonly CandidateKey[] =>
  placeholderKeys(configuration).map(guessedKey),
);

/** Those that are in the token itself. */
export function keysInToken(token: SearchedToken): CandidateKey[] {
  return placeholdersIn(token).map((placeholder) => ({
    ...guessedKey(placeholder),
    inToken: (other) => {
      const same = placeholdersIn(other).find(
        ({ what, bytes }) => what === placeholder.what && bytes.equals(placeholder.bytes),
      );
      return same && guessedKey(same);
    },
  }));
}

function guessedKey({ what, bytes }: PlaceholderKey): CandidateKey {
  return {
    explain: () => ({ kind: 'placeholder', what }),
    material: bytes,
    algorithmsFor: hmacsFor,
    isOwn: false,
  };
}

/**
 * The attack on verifiers that let the header choose (RFC 8725 §2.1): HMAC keyed with the public key, in the
 * forms in which it is published. To write a key as PEM is slow.
 */
export const publicKeys = memoizeLast((key: KeyObject, secret: SecretResult): readonly CandidateKey[] => {
  if (key.type !== 'public' || !secret.ok) return [];
  return publicKeyAsSecrets(secret.text, key).map((bytes: Buffer) => ({
    explain: () => ({ kind: 'public-key' }) as const,
    material: bytes,
    algorithmsFor: hmacsFor,
    isOwn: false,
  }));
});

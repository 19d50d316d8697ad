import { createPublicKey, type KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm } from '../domain/algorithm.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { forgeabilityOf } from './key-strength/forgeable-key.ts';
import { resolvePublicKey } from './resolve-public-key.ts';
import { resolveSharedSecret } from './resolve-shared-secret.ts';
import { type ResolvedKey, unreadable, unusableKey } from './resolved-key.ts';

/** What a secret is under an algorithm, and under the fingerprint key that it was asked with. */
interface Resolution {
  readonly algorithm: SignatureAlgorithm;
  readonly fingerprintKey: string | undefined;
  /** The key before anyone asks whether it can be forged, which takes milliseconds for RSA. */
  readonly tried: ResolvedKey;
  resolved: ResolvedKey | undefined;
}

/** What was made of each secret that was read: to make a key is slow. */
const resolutions = new WeakMap<SecretResult, Resolution[]>();

/**
 * Turns a secret into the one key that an algorithm verifies with, or says why it cannot be used; once
 * for each reading of a secret, however many tokens are held against it.
 * `fingerprintKey` is the store's (base64url); without it shared secrets get no fingerprint.
 */
export function resolveKey(
  reading: SecretResult,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  const resolution = resolutionOf(reading, algorithm, fingerprintKey);
  resolution.resolved ??= withoutForgeable(resolution.tried);
  return resolution.resolved;
}

/**
 * The key for testing which of many configurations made a signature; undefined if there is no usable key. A match
 * proves nothing about a login. Forgeable keys are not detected: that takes too long for a thousand keys.
 */
export function trialKey(reading: SecretResult, algorithm: SignatureAlgorithm): KeyObject | undefined {
  return resolutionOf(reading, algorithm, undefined).tried.key;
}

function resolutionOf(
  reading: SecretResult,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): Resolution {
  const known = resolutions.get(reading) ?? [];
  for (const each of known) {
    if (each.algorithm === algorithm && each.fingerprintKey === fingerprintKey) return each;
  }
  const tried = makeKey(reading, algorithm, fingerprintKey);
  const resolution: Resolution = { algorithm, fingerprintKey, tried, resolved: undefined };
  resolutions.set(reading, [...known, resolution]);
  return resolution;
}

function makeKey(
  reading: SecretResult,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  if (!reading.ok) {
    const { kind, reason } = reading;
    return kind === 'unreadable'
      ? unreadable(`cannot be read: ${reason}`)
      : unusableKey({ state: 'unavailable', reason });
  }
  return isHmac(algorithm)
    ? resolveSharedSecret(reading, algorithm, fingerprintKey)
    : resolvePublicKey(reading.text, algorithm);
}

function withoutForgeable(tried: ResolvedKey): ResolvedKey {
  const { evidence, key } = tried;
  if (evidence.state !== 'usable' || key === undefined || key.type === 'secret') return tried;
  const { facts } = evidence;
  const how = forgeabilityOf(key, facts.fingerprint);
  return how === undefined ? tried : unusableKey({ state: 'forgeable', how, facts });
}

/** The public half of a key as SPKI PEM, without a trailing line break. */
export function publicKeyPem(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({ type: 'spki', format: 'pem' }).toString().trimEnd();
}

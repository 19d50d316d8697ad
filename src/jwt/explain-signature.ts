import { Buffer } from 'node:buffer';
import { type KeyObject, verify } from 'node:crypto';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { SignatureExplanation } from '../domain/evidence.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { unfitKey } from './key-facts.ts';
import { keyFormat } from './key-text/standard-key.ts';
import { publicKeyAsSecrets } from './public-key-as-secret.ts';
import { publicKeyInSecret } from './public-key-in-secret.ts';
import { reserialisations } from './reserialise.ts';
import { trialKey } from './resolve-key.ts';
import { secretBytes } from './secret-bytes.ts';
import { type SecretReadingTrial, SHORTEST_PROOF, secretReadings } from './secret-readings.ts';
import { isMac, verifySignature } from './verify-signature.ts';

/** Another configuration of the store, with what its secret's source gave. */
export interface OtherConfiguration {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
}

/** A signature that strict verification has refused, and all that it may be tried with. */
export interface RefusedSignature {
  readonly signingInput: string;
  readonly signature: Uint8Array;
  /** The payload, where it can be read. */
  readonly claims: JsonObject | undefined;
  /** The configured secret, and the key it makes. */
  readonly secret: SecretResult;
  readonly key: KeyObject;
  /** The algorithm of the configuration, and the one that the header claims where that is supported. */
  readonly pinned: SignatureAlgorithm;
  readonly claimed: SignatureAlgorithm;
  /** Asked only when nothing about the configured key explains the signature. */
  others(): Iterable<OtherConfiguration>;
}

/** How a signature was made, and under which algorithm. */
export interface ProvedSignature {
  readonly explanation: SignatureExplanation;
  readonly algorithm: SignatureAlgorithm;
}

/** One way in which a signature may have been made. */
type Trial = (refused: RefusedSignature) => ProvedSignature | undefined;

/** What explained the last signature that was held against a secret: whoever makes many wrong ones makes them alike. */
const lastProofs = new WeakMap<SecretResult, Trial>();

/**
 * Tries how a refused signature was made, the simplest first and the configured key before another's, but before
 * all of them what explained the last one: a signature has one explanation, and of a million tokens that are
 * wrong for the same reason only the first takes every trial. Every answer is an exact match. It explains; it
 * never accepts.
 */
export function explainSignature(refused: RefusedSignature): ProvedSignature | undefined {
  const last = lastProofs.get(refused.secret);
  const again = last?.(refused);
  if (again) return again;
  for (const trial of trialsOf(refused)) {
    const proof = trial(refused);
    if (!proof) continue;
    lastProofs.set(refused.secret, trial);
    return proof;
  }
  return undefined;
}

function* trialsOf(refused: RefusedSignature): Generator<Trial> {
  yield* [tryOwnKey, tryDerEncoding, tryDamagedSecret, tryPublicKeyAsSecret, tryReserialised];
  for (const other of refused.others()) yield (another) => tryOther(other, another);
}

/** The claimed algorithm first, then those that take the same key. */
function siblings(algorithm: SignatureAlgorithm): SignatureAlgorithm[] {
  const { family } = traitsOf(algorithm);
  // An EC key fixes its algorithm by its curve.
  if (family !== 'HMAC' && family !== 'RSA') return [algorithm];
  return [
    algorithm,
    ...signatureAlgorithms.filter((each) => each !== algorithm && traitsOf(each).family === family),
  ];
}

function tryOwnKey({ key, pinned, signingInput, signature }: RefusedSignature): ProvedSignature | undefined {
  const algorithm = siblings(pinned).find(
    (each) => (isHmac(each) || !unfitKey(key, each)) && verifySignature(each, key, signingInput, signature),
  );
  return algorithm && { explanation: { kind: 'own-key' }, algorithm };
}

/** ECDSA as ASN.1 DER, which most libraries but JOSE ones write (RFC 7518 §3.4 wants R‖S). */
function tryDerEncoding({
  key,
  pinned,
  signingInput,
  signature,
}: RefusedSignature): ProvedSignature | undefined {
  const traits = traitsOf(pinned);
  if (traits.family !== 'ECDSA' || signature[0] !== 0x30) return undefined;
  const isRight = verify(
    traits.hash,
    Buffer.from(signingInput, 'utf8'),
    { key, dsaEncoding: 'der' },
    signature,
  );
  return isRight ? { explanation: { kind: 'der-encoded' }, algorithm: pinned } : undefined;
}

function tryDamagedSecret(refused: RefusedSignature): ProvedSignature | undefined {
  const { secret, pinned, claimed } = refused;
  if (!secret.ok || !isHmac(pinned)) return undefined;
  const readings = readingsOf(secret);
  for (const algorithm of siblings(isHmac(claimed) ? claimed : pinned)) {
    const found = readings.find(({ bytes }) => isHmacRight(refused, algorithm, bytes));
    if (found) {
      const { damage, how, encoding } = found;
      return { explanation: { kind: 'damaged-secret', damage, how, encoding }, algorithm };
    }
  }
  return undefined;
}

/** The other readings of each secret that a signature was explained with; there are many, and they stay the same. */
const readingsOfSecrets = new WeakMap<SecretResult, readonly SecretReadingTrial[]>();

function readingsOf(secret: SecretResult & { ok: true }): readonly SecretReadingTrial[] {
  const readings = readingsOfSecrets.get(secret) ?? secretReadings(secret.text, secret.encoding);
  readingsOfSecrets.set(secret, readings);
  return readings;
}

/** The attack on verifiers that let the header choose: HMAC keyed with the public key (RFC 8725 §2.1). */
function tryPublicKeyAsSecret(refused: RefusedSignature): ProvedSignature | undefined {
  const { secret, key, pinned, claimed } = refused;
  if (isHmac(pinned) || !secret.ok) return undefined;
  const candidates = secretsFrom(key, secret.text);
  for (const algorithm of siblings(isHmac(claimed) ? claimed : 'HS256')) {
    if (candidates.some((bytes) => isHmacRight(refused, algorithm, bytes))) {
      return { explanation: { kind: 'public-key-as-secret' }, algorithm };
    }
  }
  return undefined;
}

/** The forms of each public key in which it was tried as a secret: to write a key as PEM is slow. */
const secretsFromKeys = new WeakMap<KeyObject, readonly Buffer[]>();

function secretsFrom(key: KeyObject, text: string): readonly Buffer[] {
  const secrets = secretsFromKeys.get(key) ?? publicKeyAsSecrets(text, key);
  secretsFromKeys.set(key, secrets);
  return secrets;
}

/** The payload was parsed and written again on its way, so that other bytes were signed. */
function tryReserialised({
  signingInput,
  claims,
  key,
  pinned,
  signature,
}: RefusedSignature): ProvedSignature | undefined {
  if (!claims) return undefined;
  const [header = '', payload = ''] = signingInput.split('.');
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const found = reserialisations(claims, text).find(({ text: rewritten }) => {
    const input = `${header}.${Buffer.from(rewritten, 'utf8').toString('base64url')}`;
    return verifySignature(pinned, key, input, signature);
  });
  return found && { explanation: { kind: 'reserialised', how: found.how }, algorithm: pinned };
}

function tryOther(other: OtherConfiguration, refused: RefusedSignature): ProvedSignature | undefined {
  if (!isSignedBy(other, refused)) return undefined;
  const { name, enabled } = other.configuration;
  return {
    explanation: { kind: 'other-configuration', name, isEnabled: enabled },
    algorithm: refused.claimed,
  };
}

function isSignedBy({ configuration, secret }: OtherConfiguration, refused: RefusedSignature): boolean {
  const { claimed, signingInput, signature } = refused;
  if (!secret.ok || traitsOf(configuration.signatureAlgorithm).family !== traitsOf(claimed).family)
    return false;
  // Plain secrets are the many, and a store may hold thousands: no key object is made for them.
  if (isHmac(claimed) && keyFormat(secret.text) === undefined) {
    const bytes = secretBytes(secret.text, secret.encoding);
    // A key that anybody can guess, or has, proves nothing.
    const isRight =
      bytes !== undefined && bytes.length >= SHORTEST_PROOF && isHmacRight(refused, claimed, bytes);
    return isRight && publicKeyInSecret(secret.text, bytes) === undefined;
  }
  const key = trialKey(secret, claimed);
  return key !== undefined && verifySignature(claimed, key, signingInput, signature);
}

function isHmacRight(refused: RefusedSignature, algorithm: SignatureAlgorithm, bytes: Buffer): boolean {
  const traits = traitsOf(algorithm);
  if (traits.family !== 'HMAC' || traits.hashBytes !== refused.signature.length || bytes.length === 0)
    return false;
  return isMac(traits.hash, bytes, Buffer.from(refused.signingInput, 'utf8'), refused.signature);
}

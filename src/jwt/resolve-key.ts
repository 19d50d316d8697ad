import { type Buffer, Buffer as Bytes } from 'node:buffer';
import { createHash, createHmac, createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import { type HashName, isHmac, type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import type { KeyEvidence, KeyFacts } from '../domain/evidence.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { decodeBase64url } from './base64url.ts';
import { isPlaceholderSecret } from './placeholder-secret.ts';
import { publicKeyInSecret } from './public-key-in-secret.ts';
import { jwkFault, keyFormat, neededKey, readJwk, readPublicKey } from './read-public-key.ts';
import { effectiveLength, secretBytes } from './secret-bytes.ts';

/** What became of a secret under an algorithm; the key is there only when it is usable. */
export interface ResolvedKey {
  readonly evidence: KeyEvidence;
  readonly key: KeyObject | undefined;
}

/** What a secret is under an algorithm, and under the fingerprint key that it was asked with. */
interface Resolution {
  readonly algorithm: SignatureAlgorithm;
  readonly fingerprintKey: string | undefined;
  readonly resolved: ResolvedKey;
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
  const known = resolutions.get(reading) ?? [];
  for (const each of known) {
    if (each.algorithm === algorithm && each.fingerprintKey === fingerprintKey) return each.resolved;
  }
  const resolved = makeKey(reading, algorithm, fingerprintKey);
  resolutions.set(reading, [...known, { algorithm, fingerprintKey, resolved }]);
  return resolved;
}

function makeKey(
  reading: SecretResult,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  if (!reading.ok) {
    const { kind, reason } = reading;
    return kind === 'unreadable'
      ? without({ state: 'unreadable', reason: `cannot be read: ${reason}`, repair: undefined })
      : without({ state: 'unavailable', reason });
  }
  return isHmac(algorithm)
    ? resolveSharedSecret(reading, algorithm, fingerprintKey)
    : resolvePublicKey(reading.text, algorithm);
}

type KeyState = KeyEvidence extends infer E
  ? E extends KeyEvidence
    ? Omit<E, 'isPlaceholder' | 'holdsPrivateKey'>
    : never
  : never;

function without(state: KeyState): ResolvedKey {
  return { evidence: { isPlaceholder: false, holdsPrivateKey: false, ...state }, key: undefined };
}

function unfit(found: string, needed: string): ResolvedKey {
  return without({ state: 'unfit', found, needed, isSharedSecret: false });
}

function resolveSharedSecret(
  { text, encoding }: SecretResult & { ok: true },
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  const jwk = readJwk(text);
  const isOct = jwk?.kty === 'oct';
  if (keyFormat(text) !== undefined && !isOct) {
    return unfit(describeForeignKey(text, algorithm), neededKey(algorithm));
  }
  const foundUnfit = isOct ? jwkFault(jwk, algorithm) : undefined;
  if (foundUnfit !== undefined) return unfit(foundUnfit, neededKey(algorithm));
  const bytes = isOct
    ? decodeBase64url(typeof jwk.k === 'string' ? jwk.k : '=')
    : secretBytes(text, encoding);
  if (!bytes) {
    const reason = isOct ? 'is a JWK whose "k" is not base64url' : `is not ${encoding}, as its encoding says`;
    return without({ state: 'unreadable', reason, repair: undefined });
  }
  // The text of a JWK that holds a shared secret is itself a JWK: only what it holds is looked at.
  const found = publicKeyInSecret(isOct ? '' : text, bytes);
  if (found !== undefined) return unfit(found, neededKey(algorithm));
  if (bytes.length === 0)
    return without({ state: 'weak', weakness: 'the secret is empty', facts: undefined });
  const facts: KeyFacts = {
    kind: 'HMAC secret',
    bits: effectiveLength(bytes) * 8,
    fingerprint:
      fingerprintKey === undefined
        ? undefined
        : secretFingerprint(bytes.subarray(0, effectiveLength(bytes)), fingerprintKey),
  };
  const isPlaceholder = isPlaceholderSecret(text) || isPlaceholderSecret(bytes.toString('latin1'));
  return {
    evidence: { state: 'usable', facts, isPlaceholder, holdsPrivateKey: false },
    key: createSecretKey(bytes),
  };
}

function describeForeignKey(text: string, algorithm: SignatureAlgorithm): string {
  const reading = readPublicKey(text, algorithm);
  if (!reading.ok) return keyFormat(text) === 'PEM' ? 'a PEM document' : 'a JWK that is not a shared secret';
  const description = describeKey(reading.key);
  return reading.holdsPrivateKey ? description.replace('public', 'private') : description;
}

function resolvePublicKey(text: string, algorithm: SignatureAlgorithm): ResolvedKey {
  const needed = neededKey(algorithm);
  const reading = readPublicKey(text, algorithm);
  if (!reading.ok) {
    // A short text without any sign of a key is a shared secret in the wrong place.
    const isSecret = keyFormat(text) === undefined && reading.repair === undefined;
    return isSecret
      ? without({ state: 'unfit', found: 'a shared secret', needed, isSharedSecret: true })
      : without({ state: 'unreadable', reason: reading.reason, repair: reading.repair });
  }
  const { key } = reading;
  const facts = factsOf(key);
  const found = reading.fault ?? unfitKey(key, algorithm);
  if (found !== undefined) return unfit(found, needed);
  const weakness = weaknessOf(key);
  if (weakness !== undefined) return without({ state: 'weak', weakness, facts });
  return {
    evidence: { state: 'usable', facts, isPlaceholder: false, holdsPrivateKey: reading.holdsPrivateKey },
    key,
  };
}

/** What a key is instead of the one that the algorithm needs; undefined when it fits. */
export function unfitKey(key: KeyObject, algorithm: SignatureAlgorithm): string | undefined {
  const traits = traitsOf(algorithm);
  const type = key.asymmetricKeyType;
  switch (traits.family) {
    case 'HMAC':
      return describeKey(key);
    case 'RSA':
      if (type === 'rsa') return undefined;
      return traits.padding === 'PSS' && allowsPss(key, traits.hash) ? undefined : describeKey(key);
    case 'ECDSA':
      return type === 'ec' && curveOf(key) === traits.curve ? undefined : describeKey(key);
    case 'EdDSA':
      return traits.curves.some((curve) => curve.toLowerCase() === type) ? undefined : describeKey(key);
  }
}

/** Whether an id-RSASSA-PSS key may be used with these parameters (RFC 4055 §3.1, RFC 7518 §3.5). */
function allowsPss(key: KeyObject, hash: HashName): boolean {
  if (key.asymmetricKeyType !== 'rsa-pss') return false;
  const { hashAlgorithm = hash, mgf1HashAlgorithm = hash, saltLength = 0 } = key.asymmetricKeyDetails ?? {};
  return hashAlgorithm === hash && mgf1HashAlgorithm === hash && saltLength <= Number(hash.slice(3)) / 8;
}

function weaknessOf(key: KeyObject): string | undefined {
  if (!key.asymmetricKeyType?.startsWith('rsa')) return undefined;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  // RFC 7518 §3.3: 2048 bits or larger. FIPS 186-5 §A.1.1: an odd exponent above 2^16.
  if (modulusLength < 2048) return `the RSA key has ${modulusLength} bits; 2048 are the least`;
  // OpenSSL verifies nothing with larger ones.
  if (modulusLength > 16_384) return `the RSA key has ${modulusLength} bits; 16384 are the most`;
  if (hasEvenModulus(key)) return 'the RSA key is broken: its modulus is even';
  if (publicExponent < 65537n || publicExponent % 2n === 0n) {
    return `the RSA key's public exponent is ${publicExponent}; 65537 is the least`;
  }
  return undefined;
}

function hasEvenModulus(key: KeyObject): boolean {
  // Node exports no id-RSASSA-PSS key as a JWK.
  if (key.asymmetricKeyType !== 'rsa') return false;
  const { n = '' } = key.export({ format: 'jwk' });
  return ((Bytes.from(n, 'base64url').at(-1) ?? 0) & 1) === 0;
}

const curveNames: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

function curveOf(key: KeyObject): string {
  const name = key.asymmetricKeyDetails?.namedCurve ?? 'unnamed';
  return curveNames[name] ?? name;
}

function describeKey(key: KeyObject): string {
  switch (key.asymmetricKeyType) {
    case 'ec':
      return `an EC public key on ${curveOf(key)}`;
    case 'rsa':
      return 'an RSA public key';
    case 'rsa-pss':
      return 'an RSA key restricted to PSS';
    case 'ed25519':
      return 'an Ed25519 public key';
    case 'ed448':
      return 'an Ed448 public key';
    default:
      return `a key of type ${key.asymmetricKeyType ?? 'unknown'}`;
  }
}

const curveBits: Record<string, number> = { 'P-256': 256, 'P-384': 384, 'P-521': 521 };

/** Kind, size and fingerprint (SHA-256 of the SPKI, hexadecimal) of a public key. */
function factsOf(key: KeyObject): KeyFacts {
  const fingerprint = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  switch (key.asymmetricKeyType) {
    case 'ec':
      return { kind: 'EC public key', bits: curveBits[curveOf(key)] ?? 0, fingerprint };
    case 'ed25519':
      return { kind: 'Ed25519 public key', bits: 256, fingerprint };
    case 'ed448':
      return { kind: 'Ed448 public key', bits: 456, fingerprint };
    default:
      return { kind: 'RSA public key', bits: key.asymmetricKeyDetails?.modulusLength ?? 0, fingerprint };
  }
}

/**
 * The keyed fingerprint of a shared secret: the first 64 bits of HMAC-SHA-256 under the store's own
 * key, hexadecimal, so that equal weak secrets cannot be looked up in a table.
 */
function secretFingerprint(secret: Buffer, fingerprintKey: string): string {
  return createHmac('sha256', Bytes.from(fingerprintKey, 'base64url'))
    .update(secret)
    .digest('hex')
    .slice(0, 16);
}

/** The public half of a key as SPKI PEM, without a trailing line break. */
export function publicKeyPem(key: KeyObject): string {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return publicKey.export({ type: 'spki', format: 'pem' }).toString().trimEnd();
}

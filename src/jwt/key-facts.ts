import { createHash, type KeyObject } from 'node:crypto';
import {
  type HashName,
  type SignatureAlgorithm,
  signatureAlgorithms,
  traitsOf,
} from '../domain/algorithm.ts';
import type { KeyFacts } from '../domain/evidence.ts';

const curveNames: Record<string, string> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };

function curveOf(key: KeyObject): string {
  const name = key.asymmetricKeyDetails?.namedCurve ?? 'unnamed';
  return curveNames[name] ?? name;
}

/** What an asymmetric key is, in words. */
export function describeKey(key: KeyObject): string {
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

/** The algorithms that a public key fits. */
export function algorithmsOf(key: KeyObject): SignatureAlgorithm[] {
  return signatureAlgorithms.filter((algorithm) => unfitKey(key, algorithm) === undefined);
}

/** Whether an id-RSASSA-PSS key may be used with these parameters (RFC 4055 §3.1, RFC 7518 §3.5). */
function allowsPss(key: KeyObject, hash: HashName): boolean {
  if (key.asymmetricKeyType !== 'rsa-pss') return false;
  const { hashAlgorithm = hash, mgf1HashAlgorithm = hash, saltLength = 0 } = key.asymmetricKeyDetails ?? {};
  return hashAlgorithm === hash && mgf1HashAlgorithm === hash && saltLength <= Number(hash.slice(3)) / 8;
}

const curveBits: Record<string, number> = { 'P-256': 256, 'P-384': 384, 'P-521': 521 };

/** Kind, size and fingerprint (SHA-256 of the SPKI, hexadecimal) of a public key. */
export function factsOf(key: KeyObject): KeyFacts {
  const fingerprint = spkiDigest(key);
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

/** SHA-256 of a public key's SPKI in DER, hexadecimal. */
export function spkiDigest(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

import { Buffer } from 'node:buffer';
import { constants, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { type SignatureAlgorithm, traitsOf } from '../../src/domain/algorithm.ts';

/** The moment at which tests mint and evaluate their tokens: 2026-03-01T12:00:00Z. */
export const NOW = 1_772_366_400;

/** A secret long enough for every HMAC algorithm. */
export const SECRET = 'an-issuer-secret-of-more-than-sixty-four-bytes-for-every-hash-there-is';

/** The claims of a healthy login: alice, issued a minute ago, for an hour. */
export const healthyClaims = { loginname: 'alice', iat: NOW - 60, exp: NOW + 3540 };

/** Base64url of text or of a value's JSON. */
export function base64url(part: unknown): string {
  return Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
}

/** What a token is minted from; text stands for raw JSON. */
export interface Recipe {
  readonly algorithm?: SignatureAlgorithm;
  readonly key?: KeyObject | string;
  readonly header?: unknown;
  readonly claims?: unknown;
}

/** A token in compact serialization, signed with node:crypto alone. */
export function mint({
  algorithm = 'HS256',
  key = SECRET,
  header,
  claims = healthyClaims,
}: Recipe = {}): string {
  const signingInput = `${base64url(header ?? { alg: algorithm, typ: 'JWT' })}.${base64url(claims)}`;
  return `${signingInput}.${signatureOf(algorithm, key, signingInput).toString('base64url')}`;
}

/** The signature of any text under an algorithm. */
export function signatureOf(algorithm: SignatureAlgorithm, key: KeyObject | string, input: string): Buffer {
  const traits = traitsOf(algorithm);
  const bytes = Buffer.from(input);
  if (traits.family === 'HMAC') return createHmac(traits.hash, key).update(bytes).digest();
  if (typeof key === 'string') throw new Error(`${algorithm} is signed with a private key`);
  if (traits.family === 'EdDSA') return sign(null, bytes, key);
  if (traits.family === 'ECDSA') return sign(traits.hash, bytes, { key, dsaEncoding: 'ieee-p1363' });
  return traits.padding === 'PKCS1'
    ? sign(traits.hash, bytes, key)
    : sign(traits.hash, bytes, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
}

/** A private key and its public half as PEM. */
export interface TestKey {
  readonly privateKey: KeyObject;
  readonly publicPem: string;
}

const keys = new Map<string, TestKey>();

/** A key pair that fits the algorithm, made once a test run; `variant` makes another one. */
export function keyFor(algorithm: SignatureAlgorithm, variant = ''): TestKey {
  const traits = traitsOf(algorithm);
  const kind = traits.family === 'ECDSA' ? traits.curve : algorithm === 'Ed448' ? algorithm : traits.family;
  const known = keys.get(kind + variant);
  if (known) return known;
  const { privateKey, publicKey } = makePair(kind, variant);
  const pair = { privateKey, publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  keys.set(kind + variant, pair);
  return pair;
}

function makePair(kind: string, variant: string): { privateKey: KeyObject; publicKey: KeyObject } {
  if (kind === 'RSA') return generateKeyPairSync('rsa', { modulusLength: variant === 'small' ? 1024 : 2048 });
  if (kind === 'Ed448') return generateKeyPairSync('ed448');
  if (kind === 'EdDSA') {
    return variant === 'Ed448' ? generateKeyPairSync('ed448') : generateKeyPairSync('ed25519');
  }
  return generateKeyPairSync('ec', { namedCurve: kind });
}

import { Buffer } from 'node:buffer';
import {
  checkPrimeSync,
  createECDH,
  createPublicKey,
  generateKeyPairSync,
  getDiffieHellman,
  type KeyObject,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { forgeabilityOf } from '../../../src/jwt/key-strength/forgeable-key.ts';
import { publisherOf } from '../../../src/jwt/key-strength/published-keys.ts';

function rsa(modulus: bigint): KeyObject {
  const hex = modulus.toString(16);
  const n = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
  return createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
}

/** A prime of RFC 2409 or RFC 3526, which takes no time to find. */
function prime(bits: 1024 | 2048 | 3072 | 4096): bigint {
  const group = { 1024: 'modp2', 2048: 'modp14', 3072: 'modp15', 4096: 'modp16' }[bits];
  return BigInt(`0x${getDiffieHellman(group).getPrime('hex')}`);
}

function edwards(crv: 'Ed25519' | 'Ed448', y: bigint, signBit = 0): KeyObject {
  const size = crv === 'Ed25519' ? 32 : 57;
  const bytes = Buffer.from(y.toString(16).padStart(size * 2, '0'), 'hex').reverse();
  bytes[size - 1] = (bytes[size - 1] ?? 0) | (signBit << 7);
  return createPublicKey({ key: { kty: 'OKP', crv, x: bytes.toString('base64url') }, format: 'jwk' });
}

function curvePoint(curve: string, crv: string, scalar: Buffer): KeyObject {
  const pair = createECDH(curve);
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey().subarray(1);
  const [x, y] = [point.subarray(0, point.length / 2), point.subarray(point.length / 2)];
  const jwk = { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

const P25519 = 2n ** 255n - 19n;
const P448 = 2n ** 448n - 2n ** 224n - 1n;
/** The two y of order 8 on Ed25519, as hexadecimal in the order of its encoding. */
const orderEight = [
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => BigInt(`0x${Buffer.from(hex, 'hex').reverse().toString('hex')}`));

const smallOrder = [0, 1].flatMap((signBit) => [
  ...[0n, 1n, P25519 - 1n, P25519, P25519 + 1n, ...orderEight].map((y) => ['Ed25519', y, signBit] as const),
  ...[0n, 1n, P448 - 1n, P448, P448 + 1n].map((y) => ['Ed448', y, signBit] as const),
]);

describe('a public key for which anyone can sign', () => {
  it.each(smallOrder)('is a point of small order on %s: y = %s, sign %i', (crv, y, signBit) => {
    expect(forgeabilityOf(edwards(crv, y, signBit))).toContain('small order');
  });

  it.each([2048, 3072, 4096] as const)('is an RSA modulus of %i bits that is prime', (bits) => {
    expect(forgeabilityOf(rsa(prime(bits)))).toBe('its modulus is a prime number');
  });

  it('is an RSA modulus that is a square', () => {
    expect(forgeabilityOf(rsa(prime(1024) ** 2n))).toContain('square');
  });

  it.each([3n, 5n, 1031n, 2039n])('is an RSA modulus that is divisible by %s', (factor) => {
    expect(forgeabilityOf(rsa(factor * prime(2048)))).toContain(`divisible by ${factor}`);
  });

  it('is an RSA modulus of neighbouring primes', () => {
    const p = prime(1024);
    let q = p + 2n;
    while (!checkPrimeSync(q)) q += 2n;
    expect(forgeabilityOf(rsa(p * q))).toContain('close');
  });

  it.each([
    ['prime256v1', 'P-256', 32],
    ['secp384r1', 'P-384', 48],
    ['secp521r1', 'P-521', 66],
  ])('is a small multiple of the base point of %s', (curve, crv, size) => {
    for (const scalar of [1, 2, 4]) {
      const bytes = Buffer.alloc(size);
      bytes[size - 1] = scalar;
      expect(forgeabilityOf(curvePoint(curve, crv, bytes))).toContain('base point');
    }
  });

  it('is the negative of the base point', () => {
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const scalar = Buffer.from((order - 1n).toString(16), 'hex');
    expect(forgeabilityOf(curvePoint('prime256v1', 'P-256', scalar))).toContain('base point');
  });

  it.each([
    ['6fd13c2435a361e7c588cd17f55f5ad3df0177a66c1727a6a200845f4d7ab88c', 'RFC 7515'],
    ['06e3fd8fda29bb60ab59557de61edb0aecdb231134be30e75b455f8e1b792fa9', 'RFC 8037'],
    ['f56c8b01227f62ddbc16eb29a6ac0b310e276760a5e06302fa881a35146f6bc7', 'jwt.io'],
  ])('is known to be printed: %s', (digest, publisher) => {
    expect(publisherOf(digest)).toContain(publisher);
  });
});

describe('a good public key', () => {
  it.each([2048, 3072, 4096])('of RSA with %i bits is not suspected', (modulusLength) => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength });
    expect(forgeabilityOf(publicKey)).toBeUndefined();
  });

  it('of RSA restricted to PSS is not suspected', () => {
    const { publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    expect(forgeabilityOf(publicKey)).toBeUndefined();
  });

  it.each(['P-256', 'P-384', 'P-521'])('on %s is not suspected', (namedCurve) => {
    expect(forgeabilityOf(generateKeyPairSync('ec', { namedCurve }).publicKey)).toBeUndefined();
  });

  it('of Ed25519 or Ed448 is not suspected', () => {
    expect(forgeabilityOf(generateKeyPairSync('ed25519').publicKey)).toBeUndefined();
    expect(forgeabilityOf(generateKeyPairSync('ed448').publicKey)).toBeUndefined();
  });
});

import { generateKeyPair, type KeyPairKeyObjectResult } from 'node:crypto';
import { promisify } from 'node:util';
import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import { publicKeyPem } from './resolve-key.ts';

/** A new key pair in PEM: the private half as PKCS #8 (RFC 5958), the public one as SPKI (RFC 5280 §4.1). */
export interface KeyPairPem {
  readonly privatePem: string;
  readonly publicPem: string;
}

/** 128 bits of security (NIST SP 800-57 part 1, table 2). */
const RSA_BITS = 3072;

/** Makes a key pair for an algorithm that has one; HMAC has a shared secret instead. */
export async function generateKeyPairFor(algorithm: SignatureAlgorithm): Promise<KeyPairPem> {
  const { privateKey, publicKey } = await makePairFor(algorithm);
  return {
    privatePem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicPem: publicKeyPem(publicKey),
  };
}

function makePairFor(algorithm: SignatureAlgorithm): Promise<KeyPairKeyObjectResult> {
  const makePair = promisify(generateKeyPair);
  const traits = traitsOf(algorithm);
  switch (traits.family) {
    case 'HMAC':
      throw new Error(`${algorithm} has no key pair`);
    case 'RSA':
      return makePair('rsa', { modulusLength: RSA_BITS, publicExponent: 65_537 });
    case 'ECDSA':
      return makePair('ec', { namedCurve: traits.curve });
    case 'EdDSA':
      return traits.curves.includes('Ed25519') ? makePair('ed25519') : makePair('ed448');
  }
}

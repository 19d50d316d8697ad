import { Buffer } from 'node:buffer';
import {
  constants,
  createHmac,
  type KeyObject,
  timingSafeEqual,
  type VerifyKeyObjectInput,
  verify,
} from 'node:crypto';
import { type HashName, type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';

/**
 * Whether `signature` is the signature of `signingInput` under exactly this algorithm and
 * key (RFC 7518 §3, RFC 8037 §3.1). The key must fit the algorithm.
 */
export function verifySignature(
  algorithm: SignatureAlgorithm,
  key: KeyObject,
  signingInput: string | Uint8Array,
  signature: Uint8Array,
): boolean {
  const traits = traitsOf(algorithm);
  const input = typeof signingInput === 'string' ? Buffer.from(signingInput, 'utf8') : signingInput;
  switch (traits.family) {
    case 'HMAC':
      return isMac(traits.hash, key, input, signature);
    case 'RSA':
      return isSignature(traits.hash, input, rsaParameters(key, traits.padding), signature);
    case 'ECDSA':
      return (
        signature.length === traits.signatureBytes &&
        isSignature(traits.hash, input, { key, dsaEncoding: 'ieee-p1363' }, signature)
      );
    case 'EdDSA':
      return isSignature(null, input, { key }, signature);
  }
}

/** Whether `mac` is the HMAC of `input`, compared in constant time (RFC 7518 §3.2). */
export function isMac(
  hash: HashName,
  key: KeyObject | Uint8Array,
  input: Uint8Array,
  mac: Uint8Array,
): boolean {
  // As text and then as bytes: to be given bytes by node:crypto takes as long again as the whole HMAC.
  const right = Buffer.from(createHmac(hash, key).update(input).digest('binary'), 'binary');
  return right.length === mac.length && timingSafeEqual(right, mac);
}

function isSignature(
  hash: HashName | null,
  input: Uint8Array,
  key: VerifyKeyObjectInput,
  signature: Uint8Array,
): boolean {
  try {
    return verify(hash, input, key, signature);
  } catch {
    // OpenSSL refuses parameters that a key forbids; with such a key nothing verifies.
    return false;
  }
}

function rsaParameters(key: KeyObject, padding: 'PKCS1' | 'PSS') {
  if (padding === 'PKCS1') return { key, padding: constants.RSA_PKCS1_PADDING };
  // RFC 7518 §3.5: the salt is as long as the hash.
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}

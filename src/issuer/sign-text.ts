import { Buffer } from 'node:buffer';
import { constants, createHmac, type KeyObject, sign } from 'node:crypto';
import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';

/** The signature of any text under an algorithm (RFC 7518 §3, RFC 8037 §3.1). The key must fit it. */
export function signText(algorithm: SignatureAlgorithm, key: KeyObject, text: string): Buffer {
  const traits = traitsOf(algorithm);
  const input = Buffer.from(text, 'utf8');
  switch (traits.family) {
    case 'HMAC':
      return createHmac(traits.hash, key).update(input).digest();
    case 'RSA':
      return traits.padding === 'PKCS1'
        ? sign(traits.hash, input, { key, padding: constants.RSA_PKCS1_PADDING })
        : sign(traits.hash, input, {
            key,
            padding: constants.RSA_PKCS1_PSS_PADDING,
            saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
          });
    case 'ECDSA':
      return sign(traits.hash, input, { key, dsaEncoding: 'ieee-p1363' });
    case 'EdDSA':
      return sign(null, input, key);
  }
}

/** Base64url without padding (RFC 7515 §2) of a text's UTF-8 bytes. */
export function base64url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}

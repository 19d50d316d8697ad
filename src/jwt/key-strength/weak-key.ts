import type { KeyObject } from 'node:crypto';
import { rsaModulus } from './rsa-numbers.ts';

/** What makes a public key too weak for any signature; undefined for a good one. */
export function keyWeakness(key: KeyObject): string | undefined {
  if (!key.asymmetricKeyType?.startsWith('rsa')) return undefined;
  const { modulusLength = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  // RFC 7518 §3.3: 2048 bits or larger. FIPS 186-5 §A.1.1: an odd exponent above 2^16.
  if (modulusLength < 2048) return `the RSA key has ${modulusLength} bits; at least 2048 are required`;
  // OpenSSL verifies nothing with larger ones.
  if (modulusLength > 16_384) return `the RSA key has ${modulusLength} bits; at most 16384 are possible`;
  if (rsaModulus(key) % 2n === 0n) return 'the RSA key is broken: its modulus is even';
  if (publicExponent < 65537n || publicExponent % 2n === 0n) {
    return `the RSA key's public exponent is ${publicExponent}; at least 65537 is required`;
  }
  return undefined;
}

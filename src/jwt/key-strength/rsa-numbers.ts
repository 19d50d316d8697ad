import type { KeyObject } from 'node:crypto';
import { derContent, derParts } from '../key-text/der-key.ts';

/** The modulus of an RSA key, one restricted to PSS too, which Node exports as no JWK. */
export function rsaModulus(key: KeyObject): bigint {
  const [, bits] = derParts(key.export({ type: 'spki', format: 'der' }));
  // RFC 8017 §A.1.1: a sequence of modulus and exponent, behind the count of unused bits.
  const [modulus] = bits ? derParts(derContent(bits).content.subarray(1)) : [];
  return modulus ? BigInt(`0x0${derContent(modulus).content.toString('hex')}`) : 0n;
}

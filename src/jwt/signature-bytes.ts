import type { KeyObject } from 'node:crypto';
import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import type { ShortSignature } from '../domain/evidence.ts';

/** The lengths of complete MACs, in bytes. A token may carry any of them, regardless of its `alg`. */
const macSizes = [32, 48, 64];

/** Lengths that whole signatures have, in bytes: such a one was made with another key or algorithm. */
const wholeSizes = {
  HMAC: macSizes,
  RSA: [...macSizes, 128, 256, 384, 512, 768, 1024],
  ECDSA: [...macSizes, 96, 132],
  EdDSA: [...macSizes, 114],
};

/** What a signature that nothing explains lacks, where it has too few bytes for its algorithm. */
export function shortSignatureOf(
  algorithm: SignatureAlgorithm,
  key: KeyObject | undefined,
  signature: Uint8Array,
): ShortSignature | undefined {
  const actualBytes = signature.length;
  const expectedBytes = signatureBytes(algorithm, key);
  if (expectedBytes === undefined || actualBytes === 0 || actualBytes >= expectedBytes) return undefined;
  if (wholeSizes[traitsOf(algorithm).family].includes(actualBytes)) return undefined;
  return { actualBytes, expectedBytes, isPrefixOfRightMac: false };
}

/** How many bytes a signature has; undefined where only an unknown key says so. */
export function signatureBytes(
  algorithm: SignatureAlgorithm,
  key: KeyObject | undefined,
): number | undefined {
  const traits = traitsOf(algorithm);
  switch (traits.family) {
    case 'HMAC':
      return traits.hashBytes;
    case 'RSA':
      return key && Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
    case 'ECDSA':
      return traits.signatureBytes;
    case 'EdDSA':
      return key?.asymmetricKeyType === 'ed448' || algorithm === 'Ed448' ? 114 : 64;
  }
}

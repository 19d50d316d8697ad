import { createHmac, type KeyObject } from 'node:crypto';
import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import type { ShortSignature } from '../domain/evidence.ts';

/** Fewer bytes of a MAC than this may agree by chance. */
const PROVING_BYTES = 8;

/** Lengths that whole MACs have, in bytes; any token may carry one, whatever it claims. */
const macSizes = [32, 48, 64];

/** Lengths that whole signatures have, in bytes: such a one was made with another key or algorithm. */
const wholeSizes = {
  HMAC: macSizes,
  RSA: [...macSizes, 128, 256, 384, 512, 768, 1024],
  ECDSA: [...macSizes, 96, 132],
  EdDSA: [...macSizes, 114],
};

/** What a signature lacks that has too few bytes for its algorithm; undefined when it has enough, or none. */
export function shortSignatureOf(
  algorithm: SignatureAlgorithm,
  key: KeyObject | undefined,
  signingInput: string,
  signature: Uint8Array,
): ShortSignature | undefined {
  const traits = traitsOf(algorithm);
  const actualBytes = signature.length;
  const expectedBytes = signatureBytes(algorithm, key);
  if (expectedBytes === undefined || actualBytes === 0 || actualBytes >= expectedBytes) return undefined;
  const mac =
    traits.family === 'HMAC' && key ? createHmac(traits.hash, key).update(signingInput).digest() : undefined;
  const isPrefixOfRightMac =
    actualBytes >= PROVING_BYTES && mac !== undefined && mac.subarray(0, actualBytes).equals(signature);
  const isWhole = wholeSizes[traits.family].includes(actualBytes);
  return isWhole && !isPrefixOfRightMac ? undefined : { actualBytes, expectedBytes, isPrefixOfRightMac };
}

function signatureBytes(algorithm: SignatureAlgorithm, key: KeyObject | undefined): number | undefined {
  const traits = traitsOf(algorithm);
  switch (traits.family) {
    case 'HMAC':
      return traits.hashBytes;
    case 'RSA':
      return key && Math.ceil((key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
    case 'ECDSA':
      return traits.signatureBytes;
    case 'EdDSA':
      return key?.asymmetricKeyType === 'ed448' ? 114 : 64;
  }
}

import type { KeyObject } from 'node:crypto';
import { forgeableCurvePoint, forgeableEdwardsPoint } from './forgeable-point.ts';
import { forgeableRsa } from './forgeable-rsa.ts';

/** What was found of each key, by its fingerprint: the same key is read under several algorithms. */
const known = new Map<string, string | undefined>();

const MOST_KNOWN = 4096;

/**
 * Why anyone can sign for a public key, as a clause about "the key"; undefined for a good one. `fingerprint` is
 * the SHA-256 of its SPKI. Takes a few milliseconds for an RSA key, once.
 */
export function forgeabilityOf(key: KeyObject, fingerprint = ''): string | undefined {
  if (known.has(fingerprint)) return known.get(fingerprint);
  const found = examineKey(key);
  if (known.size >= MOST_KNOWN) known.clear();
  if (fingerprint !== '') known.set(fingerprint, found);
  return found;
}

function examineKey(key: KeyObject): string | undefined {
  switch (key.asymmetricKeyType) {
    case 'rsa':
    case 'rsa-pss':
      return forgeableRsa(key);
    case 'ec':
      return forgeableCurvePoint(key);
    default:
      return forgeableEdwardsPoint(key);
  }
}

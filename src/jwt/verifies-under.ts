import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { trialKey } from './resolve-key.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * Whether a signature is right under another algorithm with the same secret. Undefined when the
 * secret makes no key for it. A trial explains a rejection; it never accepts.
 */
export function verifiesUnder(
  algorithm: SignatureAlgorithm,
  secret: SecretResult,
  signingInput: string,
  signature: Uint8Array,
): boolean | undefined {
  const key = trialKey(secret, algorithm);
  return key && verifySignature(algorithm, key, signingInput, signature);
}

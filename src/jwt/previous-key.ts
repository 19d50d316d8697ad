import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { resolveKey } from './resolve-key.ts';
import type { ResolvedKey } from './resolved-key.ts';

/** A configuration's previous secret as its source gave it, and what it is under the algorithm. */
export interface PreviousKey {
  readonly secret: SecretResult;
  readonly resolved: ResolvedKey;
}

/**
 * The previous key, which is read and resolved when it is first asked for and then kept: a token that
 * the current secret signed never needs it. Undefined where the configuration has none.
 */
export function previousKeyOf(
  read: () => SecretResult | undefined,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): () => PreviousKey | undefined {
  let asked: { readonly key: PreviousKey | undefined } | undefined;
  return () => {
    if (asked) return asked.key;
    const secret = read();
    const key = secret && { secret, resolved: resolveKey(secret, algorithm, fingerprintKey) };
    asked = { key };
    return key;
  };
}

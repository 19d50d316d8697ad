import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import type { KeyEvidence } from '../domain/evidence.ts';
import { type KeyTextKind, keyTextAdvice } from '../domain/key-text.ts';
import { neededKey } from './read-public-key.ts';

/** What became of a secret under an algorithm; the key is there only when it is usable. */
export interface ResolvedKey {
  readonly evidence: KeyEvidence;
  readonly key: KeyObject | undefined;
}

type KeyState = KeyEvidence extends infer E
  ? E extends KeyEvidence
    ? Omit<E, 'isPlaceholder' | 'holdsPrivateKey'>
    : never
  : never;

/** A secret that gives no key, and why. */
export function unusableKey(state: KeyState): ResolvedKey {
  return { evidence: { isPlaceholder: false, holdsPrivateKey: false, ...state }, key: undefined };
}

/** A key that the algorithm cannot use, and the algorithms that it fits. */
export function unfit(
  found: string,
  algorithm: SignatureAlgorithm,
  fits: readonly SignatureAlgorithm[] = [],
): ResolvedKey {
  return unusableKey({ state: 'unfit', found, needed: neededKey(algorithm), isSharedSecret: false, fits });
}

/** A text that gives no key; the reason follows "the secret". */
export function unreadable(
  reason: string,
  looksLike: KeyTextKind = 'unknown',
  isRepairable = false,
): ResolvedKey {
  const repair = isRepairable || looksLike === 'unknown' ? undefined : keyTextAdvice(looksLike);
  return unusableKey({ state: 'unreadable', reason, repair, looksLike, isRepairable });
}

import type { KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../../domain/algorithm.ts';
import type { KeyExplanation } from '../../domain/evidence.ts';
import { unfitKey } from '../key-facts.ts';
import type { SearchedToken } from './searched-token.ts';

/** A key that may have made a signature. Entries are compared by object identity. */
export interface CandidateKey {
  /** Asked once, when the key is the right one. */
  readonly explain: () => KeyExplanation;
  /** The bytes of an HMAC key, or a public key. */
  readonly material: Uint8Array | KeyObject;
  /** The algorithms that it is tried under, the likeliest first. */
  readonly algorithmsFor: (token: SearchedToken) => readonly SignatureAlgorithm[];
  /** Whether the beginning of its MAC is recognised. */
  readonly isOwn: boolean;
  /** For a key that is in the token itself: what it is in another token. */
  readonly inToken?: (token: SearchedToken) => CandidateKey | undefined;
  /** Called for the matching key: whether it is public, so that a match proves nothing. */
  readonly isPublic?: () => boolean;
}

const hmacs = signatureAlgorithms.filter(isHmac);

/** The HMAC algorithms, the one that the header or else the configuration names first. */
export function hmacsFor({ pinned, claimed }: SearchedToken): SignatureAlgorithm[] {
  const first = [claimed, pinned].find(isHmac);
  return first ? [first, ...hmacs.filter((each) => each !== first)] : hmacs;
}

/** The algorithms that a public key fits, starting with the ones in the header and the configuration. */
export function algorithmsOfKey(key: KeyObject): CandidateKey['algorithmsFor'] {
  const fitting = signatureAlgorithms.filter((each) => !isHmac(each) && unfitKey(key, each) === undefined);
  // What is named first is reported first, and the three names of EdDSA are one algorithm.
  return ({ pinned, claimed }) => {
    const { family } = traitsOf(pinned);
    const named = [...new Set([claimed, pinned])].filter((each) => fitting.includes(each));
    if (family === 'EdDSA') return named.length === 0 ? fitting.slice(0, 1) : named.slice(0, 1);
    return [...named, ...fitting.filter((each) => !named.includes(each))];
  };
}

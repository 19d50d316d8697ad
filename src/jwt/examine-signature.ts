import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { isHmac, isSignatureAlgorithm } from '../domain/algorithm.ts';
import type {
  KeyEvidence,
  KeyFacts,
  PreviousSecretEvidence,
  ShortSignature,
  SignatureEvidence,
  SignatureExplanation,
} from '../domain/evidence.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { isPreviousAccepted, previousAcceptedUntil } from '../domain/previous-secret.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import type { Examination } from './examination.ts';
import type { Segments } from './read-segments.ts';
import { resolveKey } from './resolve-key.ts';
import { ownKey } from './search/own-keys.ts';
import { type SearchMemory, searchSignature } from './search/search.ts';
import type { SearchedToken } from './search/searched-token.ts';
import type { FoundSignature } from './search/trials.ts';
import { shortSignatureOf, signatureBytes } from './signature-bytes.ts';

/** All that is to be said of a signature. */
export interface SignatureFindings {
  /** Undefined where there is no usable key, or where a fault of the token or its header leaves nothing to say. */
  readonly signature: SignatureEvidence | undefined;
  /** Whether it is right under the header's algorithm, where that is not the pinned one and was tried. */
  readonly verifiesUnderHeaderAlgorithm: boolean | undefined;
  readonly shortSignature: ShortSignature | undefined;
  /** Whether the token is one of Microsoft Graph, which only that service can verify. */
  readonly isForGraph: boolean;
}

const nothing: SignatureFindings = {
  signature: undefined,
  verifiesUnderHeaderAlgorithm: undefined,
  shortSignature: undefined,
  isForGraph: false,
};

/** Says who made the signature, and how; it explains, and accepts nothing. */
export function examineSignature(examination: Examination, segments: Segments): SignatureFindings {
  const { resolved, configuration, admission } = examination;
  const { shape, signature, algorithm } = segments;
  const { evidence } = resolved;
  const { signatureAlgorithm: pin } = configuration;
  if (shape.kind !== 'compact' || !signature) return nothing;
  const facts = evidence.state === 'usable' ? evidence.facts : undefined;
  if (admission) {
    if (!facts) return nothing;
    const isCurrent = admission.signedWith === 'current';
    return isCurrent ? verifiedWith(facts) : { ...nothing, signature: byPrevious(examination, facts) };
  }
  if (signature.length === 0) {
    const isMissing = facts !== undefined && algorithm === pin;
    return isMissing ? { ...nothing, signature: { ...unexplained(facts), state: 'missing' } } : nothing;
  }
  const token = searchedToken(examination, segments);
  const key = keyToSearch(examination, token);
  const found = key && search(examination, token, key);
  return {
    ...describe(examination, segments, token, found),
    ...(key && isTriedUnderHeader(token, key) && { verifiesUnderHeaderAlgorithm: isOfHeader(token, found) }),
  };
}

function searchedToken({ configuration }: Examination, segments: Segments): SearchedToken {
  const { header, payload, signature, texts, faults, algorithm } = segments;
  const { signatureAlgorithm: pinned } = configuration;
  const [headerText = '', payloadText = '', signatureText = ''] = texts;
  return {
    headerText,
    payloadText,
    signatureText,
    signature: signature ?? Buffer.alloc(0),
    isCanonical: faults.length === 0,
    header: header?.ok ? header.value : undefined,
    claims: payload?.ok ? payload.value : undefined,
    pinned,
    claimed: isSignatureAlgorithm(algorithm) ? algorithm : pinned,
  };
}

/** The configuration's key, or the one that its secret makes for the header's algorithm. */
function keyToSearch(
  { resolved, secret }: Examination,
  { pinned, claimed }: SearchedToken,
): KeyObject | undefined {
  const { evidence, key } = resolved;
  if (key || claimed === pinned) return key;
  // Never from a public key to an HMAC keyed with it: only a text that is a shared secret is tried as one.
  const isSecret = evidence.state === 'unfit' && evidence.isSharedSecret;
  return isHmac(claimed) && !isHmac(pinned) && !isSecret
    ? undefined
    : resolveKey(secret, claimed, undefined).key;
}

/** What explained the last signature that was held against each secret. */
const memories = new WeakMap<SecretResult, SearchMemory>();

function search(
  { resolved, configuration, secret, keys, others }: Examination,
  token: SearchedToken,
  key: KeyObject,
): FoundSignature | undefined {
  const memory = memories.get(secret) ?? {};
  memories.set(secret, memory);
  const isUsable = resolved.key !== undefined;
  return searchSignature(
    token,
    { configuration, secret, key, isUsable, previous: keys.previous, others },
    memory,
  );
}

function isTriedUnderHeader(token: SearchedToken, key: KeyObject): boolean {
  const { claimed, pinned } = token;
  return claimed !== pinned && ownKey(key).algorithmsFor(token).includes(claimed);
}

function isOfHeader({ claimed }: SearchedToken, found: FoundSignature | undefined): boolean {
  return (
    found !== undefined && isPlain(explanationOf(found)) && found.key.isOwn && found.algorithm === claimed
  );
}

function isPlain({ signed, form }: SignatureExplanation): boolean {
  return signed.kind === 'as-sent' && form.kind === 'raw';
}

function describe(
  examination: Examination,
  { algorithm, signature, faults }: Segments,
  token: SearchedToken,
  found: FoundSignature | undefined,
): SignatureFindings {
  const { resolved, configuration } = examination;
  const { evidence, key } = resolved;
  const { signatureAlgorithm: pin } = configuration;
  if (!key || evidence.state !== 'usable') return nothing;
  const { facts } = evidence;
  if (!found) {
    const shortSignature = algorithm === pin && signature ? shortSignatureOf(pin, key, signature) : undefined;
    // A signature that was cut off or garbled says nothing of the key, nor does one under an algorithm that was not tried.
    const isSilent = shortSignature !== undefined || faults.some(({ segment }) => segment === 'signature');
    const isTried = algorithm === pin || (token.claimed !== pin && isTriedUnderHeader(token, key));
    if (isSilent || !isTried) return { ...nothing, shortSignature };
    return { ...nothing, signature: wrong(facts, previousEvidence(examination), undefined, undefined) };
  }
  const explanation = explanationOf(found);
  const isOwnPlain = isPlain(explanation) && explanation.key.kind === 'own';
  if (isOwnPlain && explanation.algorithm === pin) return verifiedWith(facts);
  if (isOwnPlain && explanation.algorithm === token.claimed) return nothing;
  if (explanation.key.kind === 'previous') return { ...nothing, signature: byPrevious(examination, facts) };
  if (explanation.form.kind === 'truncated') return { ...nothing, shortSignature: cutOff(token, key) };
  if (explanation.signed.kind === 'graph-nonce') return { ...nothing, isForGraph: true };
  const previous = previousEvidence(examination);
  const isOfSecret = explanation.key.kind === 'own' || explanation.key.kind === 'damaged';
  const lied = isOfSecret && explanation.algorithm !== token.claimed ? explanation.algorithm : undefined;
  return { ...nothing, signature: wrong(facts, previous, explanation, lied) };
}

/** The same object for the same answer, so that what is said of one token is known of the next. */
const memoizedExplanation = memoizeLast(
  (
    key: FoundSignature['key'],
    { explanation: signed }: FoundSignature['signed'],
    how: Pick<FoundSignature, 'form' | 'algorithm'>,
  ): SignatureExplanation => ({ key: key.explain(), signed, ...how }),
);

const memoizedHow = memoizeLast((form: FoundSignature['form'], algorithm: FoundSignature['algorithm']) => ({
  form,
  algorithm,
}));

function explanationOf({ key, signed, form, algorithm }: FoundSignature): SignatureExplanation {
  return memoizedExplanation(key, signed, memoizedHow(form, algorithm));
}

function unexplained(key: KeyFacts): Omit<SignatureEvidence, 'state'> {
  return {
    signedWith: undefined,
    key,
    previous: undefined,
    explanation: undefined,
    liedAlgorithm: undefined,
  };
}

const verifiedWith = memoizeLast(
  (key: KeyFacts): SignatureFindings => ({
    ...nothing,
    signature: { ...unexplained(key), state: 'verified', signedWith: 'current' },
  }),
);

function byPrevious(examination: Examination, key: KeyFacts): SignatureEvidence {
  const state = isPreviousAccepted(examination.configuration, examination.now) ? 'verified' : 'wrong';
  return { ...unexplained(key), state, signedWith: 'previous', previous: previousEvidence(examination) };
}

function wrong(
  key: KeyFacts,
  previous: PreviousSecretEvidence | undefined,
  explanation: SignatureExplanation | undefined,
  liedAlgorithm: SignatureEvidence['liedAlgorithm'],
): SignatureEvidence {
  return memoizedWrong(key, memoizedProof(previous, explanation, liedAlgorithm));
}

const memoizedProof = memoizeLast(
  (
    previous: PreviousSecretEvidence | undefined,
    explanation: SignatureExplanation | undefined,
    liedAlgorithm: SignatureEvidence['liedAlgorithm'],
  ) => ({ previous, explanation, liedAlgorithm }),
);

const memoizedWrong = memoizeLast(
  (
    key: KeyFacts,
    proof: Pick<SignatureEvidence, 'previous' | 'explanation' | 'liedAlgorithm'>,
  ): SignatureEvidence => ({ state: 'wrong', signedWith: undefined, key, ...proof }),
);

function cutOff({ signature, pinned }: SearchedToken, key: KeyObject): ShortSignature {
  const expectedBytes = signatureBytes(pinned, key) ?? 0;
  return { actualBytes: signature.length, expectedBytes, isPrefixOfRightMac: true };
}

function previousEvidence({ configuration, previous }: Examination): PreviousSecretEvidence | undefined {
  const acceptedUntil = previousAcceptedUntil(configuration);
  const key = acceptedUntil === undefined ? undefined : previous()?.resolved.evidence;
  return key && acceptedUntil !== undefined ? memoizedPrevious(key, acceptedUntil) : undefined;
}

const memoizedPrevious = memoizeLast(
  (key: KeyEvidence, acceptedUntil: number): PreviousSecretEvidence => ({
    key,
    acceptedUntil,
  }),
);

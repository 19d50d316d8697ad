import type { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { isHmac, isSignatureAlgorithm } from '../domain/algorithm.ts';
import type { KeyFacts, PreviousSecretEvidence, SignatureEvidence } from '../domain/evidence.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import { isPreviousAccepted, previousAcceptedUntil, type SigningSecret } from '../domain/previous-secret.ts';
import { toBase64url } from './base64url.ts';
import type { Examination } from './examination.ts';
import { explainSignature } from './explain-signature.ts';
import type { Segments } from './read-segments.ts';
import { verifiesUnder } from './verifies-under.ts';
import { verifySignature } from './verify-signature.ts';

/** Whether the signature is right under the algorithm that the header names instead of the pinned one. */
export function tryHeaderAlgorithm(
  { secret, configuration, resolved: { evidence } }: Examination,
  { shape, algorithm, signature, signingInput }: Segments,
): boolean | undefined {
  const { signatureAlgorithm: pin } = configuration;
  const isOther = isSignatureAlgorithm(algorithm) && algorithm !== pin;
  // Never from a public key to an HMAC keyed with it: only a text that is a shared secret is tried as one.
  const isSecret = evidence.state === 'unfit' && evidence.isSharedSecret;
  if (isOther && isHmac(algorithm) && !isHmac(pin) && !isSecret) return undefined;
  if (!isOther || shape.kind !== 'compact' || !signature || signature.length === 0) return undefined;
  return verifiesUnder(algorithm, secret, signingInput, signature);
}

/**
 * What is to be said of the signature; undefined where there is no usable key, or where a fault of the token or
 * its header leaves nothing to say.
 */
export function examineSignature(
  examination: Examination,
  segments: Segments,
  verifiesUnderHeaderAlgorithm: boolean | undefined,
): SignatureEvidence | undefined {
  const { resolved, configuration, now } = examination;
  const { shape, algorithm, signature, faults, shortSignature } = segments;
  const { evidence, key } = resolved;
  const { signatureAlgorithm: pin } = configuration;
  if (!key || evidence.state !== 'usable' || shape.kind !== 'compact' || !signature) return undefined;
  const unexplained = {
    signedWith: undefined,
    key: evidence.facts,
    previous: undefined,
    explanation: undefined,
    liedAlgorithm: undefined,
  };
  if (signature.length === 0) return algorithm === pin ? { state: 'missing', ...unexplained } : undefined;
  const signedWith = signingSecretOf(examination, segments, signature);
  if (signedWith === 'current') return verifiedWith(evidence.facts);
  const previous = previousSecretEvidence(examination);
  if (signedWith === 'previous') {
    const state = isPreviousAccepted(configuration, now) ? 'verified' : 'wrong';
    return { ...unexplained, state, signedWith, previous };
  }
  // A signature that was made under another algorithm, cut off or garbled says nothing of the key.
  const isTold = shortSignature !== undefined || faults.some(({ segment }) => segment === 'signature');
  if (isTold || verifiesUnderHeaderAlgorithm === true) return undefined;
  const proof = proveSignature(examination, segments, key, signature);
  if (proof) return { ...unexplained, state: 'wrong', previous, ...proof };
  const isEvaluated = algorithm === pin || verifiesUnderHeaderAlgorithm === false;
  return isEvaluated ? { ...unexplained, state: 'wrong', previous } : undefined;
}

const verifiedWith = memoizeLast(
  (key: KeyFacts): SignatureEvidence => ({
    state: 'verified',
    signedWith: 'current',
    key,
    previous: undefined,
    explanation: undefined,
    liedAlgorithm: undefined,
  }),
);

/** The secret that made the signature, the previous one also where it is accepted no longer. */
function signingSecretOf(
  { configuration, admission, keys }: Examination,
  { signingInput, faults }: Segments,
  signature: Buffer,
): SigningSecret | undefined {
  if (admission) return admission.signedWith;
  // With characters of base64 in it, the token may have been signed before or after they got there.
  const inputs = faults.length > 0 ? [signingInput, toBase64url(signingInput)] : [signingInput];
  const isMadeWith = (key: KeyObject | undefined) =>
    key !== undefined &&
    inputs.some((input) => verifySignature(configuration.signatureAlgorithm, key, input, signature));
  if (isMadeWith(keys.current)) return 'current';
  return isMadeWith(keys.previous()) ? 'previous' : undefined;
}

function previousSecretEvidence({
  configuration,
  previous,
}: Examination): PreviousSecretEvidence | undefined {
  const acceptedUntil = previousAcceptedUntil(configuration);
  const key = previous()?.resolved.evidence;
  return acceptedUntil === undefined ? undefined : key && { key, acceptedUntil };
}

function proveSignature(
  { secret, configuration, others }: Examination,
  { algorithm, signingInput, payload }: Segments,
  key: KeyObject,
  signature: Buffer,
): Pick<SignatureEvidence, 'explanation' | 'liedAlgorithm'> | undefined {
  const pinned = configuration.signatureAlgorithm;
  const claimed = isSignatureAlgorithm(algorithm) ? algorithm : pinned;
  const claims = payload?.ok ? payload.value : undefined;
  const proof = explainSignature({ signingInput, signature, claims, secret, key, pinned, claimed, others });
  if (!proof) return undefined;
  const { explanation } = proof;
  const isOfSecret = explanation.kind === 'own-key' || explanation.kind === 'damaged-secret';
  return {
    explanation,
    liedAlgorithm: isOfSecret && proof.algorithm !== claimed ? proof.algorithm : undefined,
  };
}

import type { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { isHmac, isSignatureAlgorithm } from '../domain/algorithm.ts';
import { findClaim, type JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type {
  AlphabetFault,
  Evidence,
  JsonPart,
  MappingEvidence,
  ShortSignature,
  SignatureEvidence,
  TokenEvidence,
  TokenShape,
} from '../domain/evidence.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import type { SecretReading } from '../domain/secret-key.ts';
import { authenticate } from './authenticate.ts';
import { base64urlFault, decodeBase64Leniently, toBase64url } from './base64url.ts';
import { explainSignature, type OtherConfiguration } from './explain-signature.ts';
import { judgeTimes } from './judge-times.ts';
import { matchIssuer } from './match-issuer.ts';
import { readJsonPart, shapeOf } from './parse-token.ts';
import { isAsDelivered, MAX_TOKEN_BYTES, type ReceivedToken } from './receive-token.ts';
import type { ResolvedKey } from './resolve-key.ts';
import { shortSignatureOf } from './short-signature.ts';
import { verifiesUnder } from './verifies-under.ts';
import { verifySignature } from './verify-signature.ts';

/** What a token is examined against. */
export interface Examination {
  readonly received: ReceivedToken;
  readonly configuration: Configuration;
  readonly secret: SecretReading;
  readonly resolved: ResolvedKey;
  readonly now: EpochSeconds;
  /** Whom the gate let in, if it did: that settles that the signature is right. */
  readonly user: MappedUser | undefined;
  /** The store's other configurations, asked for only when a signature needs explaining. */
  others(): Iterable<OtherConfiguration>;
}

/** A token's segments, read as far as they can be. */
interface Segments {
  readonly shape: TokenShape;
  readonly header: JsonPart | undefined;
  readonly payload: JsonPart | undefined;
  /** Undefined where there is no third segment. */
  readonly signature: Buffer | undefined;
  readonly signingInput: string;
  readonly faults: readonly AlphabetFault[];
  readonly shortSignature: ShortSignature | undefined;
  /** The header's `alg`, whatever it is. */
  readonly algorithm: unknown;
}

/**
 * Gathers the facts of every stage, so that all that is wrong shows in one pass. Later stages are
 * looked at even when an earlier one failed; nothing here accepts a token.
 */
export function examine(examination: Examination): Evidence {
  const { configuration, now, resolved } = examination;
  const config = { configuration, now, usernameOnceEnabled: usernameOnceEnabled(examination) };
  const segments = readSegments(examination);
  const { header, payload } = segments;
  const verifiesUnderHeaderAlgorithm = tryHeaderAlgorithm(examination, segments);
  const signature = examineSignature(examination, segments, verifiesUnderHeaderAlgorithm);
  const claims = payload?.ok ? payload.value : undefined;
  return {
    config,
    token: { ...config, ...examineToken(examination, segments, signature) },
    header: header && { ...config, header, verifiesUnderHeaderAlgorithm },
    key: { ...config, ...resolved.evidence },
    signature: signature && { ...config, ...signature },
    time: claims && { ...config, ...judgeTimes(claims, configuration, now) },
    claims: payload && { ...config, payload, ...matchIssuer(claims ?? {}, configuration) },
    mapping: claims && { ...config, ...examineMapping(claims, configuration) },
  };
}

function usernameOnceEnabled({ received, configuration, resolved, now }: Examination): string | undefined {
  if (configuration.enabled) return undefined;
  return authenticate(received, { ...configuration, enabled: true }, resolved.key, now)?.username;
}

function readSegments({ received, configuration, resolved }: Examination): Segments {
  const shape: TokenShape =
    received.sizeBytes > MAX_TOKEN_BYTES ? { kind: 'too-large' } : shapeOf(received.token);
  const isReadable = ['compact', 'too-few-segments', 'too-many-segments'].includes(shape.kind);
  const texts = isReadable ? received.token.split('.') : [];
  const isCut = shape.kind === 'too-few-segments';
  const header = readPart(texts[0], isCut && texts.length === 1);
  const signature = texts[2] === undefined ? undefined : decodeBase64Leniently(texts[2]);
  const signingInput = `${texts[0] ?? ''}.${texts[1] ?? ''}`;
  const algorithm: unknown = header?.ok && Object.hasOwn(header.value, 'alg') ? header.value.alg : undefined;
  const { signatureAlgorithm: pin } = configuration;
  const shortSignature =
    shape.kind === 'compact' && signature && algorithm === pin
      ? shortSignatureOf(pin, resolved.key, signingInput, signature)
      : undefined;
  return {
    shape,
    header,
    payload: readPart(texts[1], isCut),
    signature,
    signingInput,
    faults: shape.kind === 'compact' ? alphabetFaults(texts) : [],
    shortSignature,
    algorithm,
  };
}

/**
 * The JSON object of a segment; undefined when the segment is absent, or cannot be read because it was
 * cut or its alphabet hides it: that is said of the token.
 */
function readPart(text: string | undefined, isCut: boolean): JsonPart | undefined {
  if (text === undefined) return undefined;
  const part = readJsonPart(decodeBase64Leniently(text));
  return part.ok || (!isCut && base64urlFault(text) === undefined) ? part : undefined;
}

const segmentNames = ['header', 'payload', 'signature'] as const;

function alphabetFaults(texts: readonly string[]): AlphabetFault[] {
  let start = 1;
  const faults: AlphabetFault[] = [];
  for (const [index, segment] of segmentNames.entries()) {
    const text = texts[index] ?? '';
    const fault = base64urlFault(text);
    if (fault)
      faults.push({ segment, kind: fault.kind, character: fault.character, position: start + fault.offset });
    start += text.length + 1;
  }
  return faults;
}

function examineToken(
  { received, secret }: Examination,
  { shape, faults, shortSignature }: Segments,
  signature: SignatureEvidence | undefined,
): TokenEvidence {
  const isAmbiguous = received.wrappings.includes('a second value of the same field');
  const isMended = !isAmbiguous && (!isAsDelivered(received) || faults.length > 0);
  return {
    sizeBytes: received.sizeBytes,
    carrier: received.carrier,
    // A secret that stands where the field's name should be is not told.
    otherField:
      secret.ok && secret.text === received.otherField ? 'that is the secret itself' : received.otherField,
    wrappings: received.wrappings,
    innerBlanks: received.innerBlanks,
    percentSequences: received.percentSequences,
    shape,
    // A signature that was cut off ends in the middle of a character, which says nothing more.
    alphabetFaults: shortSignature
      ? faults.filter(({ segment, kind }) => segment !== 'signature' || kind === 'character')
      : faults,
    shortSignature,
    isTheSecret: secret.ok && secret.text !== '' && received.token === secret.text.replaceAll(/\s/g, ''),
    verifiesOnceMended: isMended && signature?.state === 'verified',
  };
}

/** Whether the signature is right under the algorithm that the header names instead of the pinned one. */
function tryHeaderAlgorithm(
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

function examineSignature(
  examination: Examination,
  segments: Segments,
  verifiesUnderHeaderAlgorithm: boolean | undefined,
): SignatureEvidence | undefined {
  const { resolved, configuration, user } = examination;
  const { shape, algorithm, signature, signingInput, faults, shortSignature } = segments;
  const { evidence, key } = resolved;
  const { signatureAlgorithm: pin } = configuration;
  if (!key || evidence.state !== 'usable' || shape.kind !== 'compact' || !signature) return undefined;
  const unexplained = { key: evidence.facts, explanation: undefined, liedAlgorithm: undefined };
  if (signature.length === 0) return algorithm === pin ? { state: 'missing', ...unexplained } : undefined;
  const isRight = (input: string) => verifySignature(pin, key, input, signature);
  // With characters of base64 in it, the token may have been signed before or after they got there.
  const isVerified =
    user !== undefined || isRight(signingInput) || (faults.length > 0 && isRight(toBase64url(signingInput)));
  if (isVerified) return { state: 'verified', ...unexplained };
  // A signature that was made under another algorithm, cut off or garbled says nothing of the key.
  const isTold = shortSignature !== undefined || faults.some(({ segment }) => segment === 'signature');
  if (isTold || verifiesUnderHeaderAlgorithm === true) return undefined;
  const proof = proveSignature(examination, segments, key, signature);
  if (proof) return { state: 'wrong', key: evidence.facts, ...proof };
  const isJudged = algorithm === pin || verifiesUnderHeaderAlgorithm === false;
  return isJudged ? { state: 'wrong', ...unexplained } : undefined;
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

function examineMapping(claims: JsonObject, configuration: Configuration): MappingEvidence {
  const optional = (field: string | undefined) =>
    field === undefined ? undefined : { field, found: findClaim(claims, field) };
  return {
    claims,
    username: findClaim(claims, configuration.usernameField),
    name: optional(configuration.nameField),
    email: optional(configuration.emailField),
  };
}

import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { isPreviousAccepted, type SigningSecret } from '../domain/previous-secret.ts';
import { foreignUseOf, tokenTypeOf } from '../domain/token-type.ts';
import { areTimesGood, evaluateTimes } from './evaluate-times.ts';
import { mapUser } from './map-user.ts';
import { matchIssuer } from './match-issuer.ts';
import { type CompactToken, parseToken } from './parse-token.ts';
import { isUnmodified, type ReceivedToken } from './receive-token.ts';
import { verifySignature } from './verify-signature.ts';

/** The keys of a configuration's secrets, each undefined when it is missing or cannot be used. */
export interface VerificationKeys {
  readonly current: KeyObject | undefined;
  /** Asked only for a token that the current one has not signed. */
  previous(): KeyObject | undefined;
}

/** Whom a token logs in as, and which of the configuration's secrets it is signed with. */
export interface Admission {
  readonly user: MappedUser;
  readonly signedWith: SigningSecret;
  /** The token as it was read. */
  readonly token: CompactToken;
}

/**
 * The gate: the one place in the program that accepts a token, and the user it logs in as.
 * Undefined for every token that is refused; why it was is for others to explain.
 */
export function authenticate(
  received: ReceivedToken,
  configuration: Configuration,
  keys: VerificationKeys,
  now: EpochSeconds,
): Admission | undefined {
  if (!configuration.enabled || !isUnmodified(received)) return undefined;
  const token = parseToken(received.token);
  if (!token || !isHeaderAllowed(token.header, configuration) || foreignUseOf(token.claims)) return undefined;
  const signedWith = signingSecretOf(token, configuration, keys, now);
  if (!signedWith) return undefined;
  if (!areTimesGood(evaluateTimes(token.claims, configuration, now))) return undefined;
  const { issuer, audience } = matchIssuer(token.claims, configuration);
  if (issuer || audience) return undefined;
  const user = mapUser(token.claims, configuration);
  return user && { user, signedWith, token };
}

/**
 * The secret that made the signature: the current one or, until it expires, the previous one.
 * Without a usable current key the configuration is not usable, and nothing is accepted.
 */
function signingSecretOf(
  { signingInput, signature }: CompactToken,
  configuration: Configuration,
  keys: VerificationKeys,
  now: EpochSeconds,
): SigningSecret | undefined {
  const isMadeWith = (key: KeyObject | undefined) =>
    key !== undefined && verifySignature(configuration.signatureAlgorithm, key, signingInput, signature);
  if (!keys.current) return undefined;
  if (isMadeWith(keys.current)) return 'current';
  return isPreviousAccepted(configuration, now) && isMadeWith(keys.previous()) ? 'previous' : undefined;
}

/**
 * Whether the header pins nothing but what the configuration pins: exactly its algorithm (RFC 8725
 * §3.1), no type that is made for something else (§3.11), and no extension that must be understood
 * (RFC 7515 §4.1.11, RFC 7797 §6).
 */
function isHeaderAllowed(header: JsonObject, { signatureAlgorithm }: Configuration): boolean {
  return (
    Object.hasOwn(header, 'alg') &&
    header.alg === signatureAlgorithm &&
    ['login', 'unknown'].includes(tokenTypeOf(header).kind) &&
    !Object.hasOwn(header, 'crit') &&
    (!Object.hasOwn(header, 'b64') || header.b64 === true)
  );
}

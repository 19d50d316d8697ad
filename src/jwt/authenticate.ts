import type { KeyObject } from 'node:crypto';
import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { MappedUser } from '../domain/mapped-user.ts';
import { tokenTypeOf } from '../domain/token-type.ts';
import { areTimesGood, judgeTimes } from './judge-times.ts';
import { mapUser } from './map-user.ts';
import { matchIssuer } from './match-issuer.ts';
import { parseToken } from './parse-token.ts';
import { isAsDelivered, type ReceivedToken } from './receive-token.ts';
import { verifySignature } from './verify-signature.ts';

/**
 * The gate: the one place in the program that accepts a token, and the user it logs in as.
 * Undefined for every token that is refused; why it was is for others to explain. `key` is the
 * configuration's own, or undefined when that cannot be used.
 */
export function authenticate(
  received: ReceivedToken,
  configuration: Configuration,
  key: KeyObject | undefined,
  now: EpochSeconds,
): MappedUser | undefined {
  if (!configuration.enabled || !isAsDelivered(received)) return undefined;
  const token = parseToken(received.token);
  if (!token || !isHeaderAllowed(token.header, configuration)) return undefined;
  if (!key || !verifySignature(configuration.signatureAlgorithm, key, token.signingInput, token.signature)) {
    return undefined;
  }
  if (!areTimesGood(judgeTimes(token.claims, configuration, now))) return undefined;
  const { issuer, audience } = matchIssuer(token.claims, configuration);
  if (issuer || audience) return undefined;
  return mapUser(token.claims, configuration);
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

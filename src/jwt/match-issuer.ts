import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { ClaimsEvidence } from '../domain/evidence.ts';
import { isAudienceType } from './claim-types.ts';

/**
 * Holds `iss` and `aud` (RFC 7519 §4.1.1, §4.1.3) against what is configured, character by
 * character; what is not configured is not checked. Undefined means that there is nothing amiss. A list
 * with a member that is no text is no audience, though it may name the configured one too.
 */
export function matchIssuer(
  claims: JsonObject,
  { issuer, audience }: Configuration,
): Pick<ClaimsEvidence, 'issuer' | 'audience'> {
  const iss = Object.hasOwn(claims, 'iss') ? claims.iss : undefined;
  const aud = Object.hasOwn(claims, 'aud') ? claims.aud : undefined;
  // RFC 7519 §4.1.3: aud may be a string or a list of strings.
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  const isAudience =
    audience === undefined ||
    (isAudienceType(aud) && audiences.some((each) => audience.some((name) => name === each)));
  return {
    issuer: issuer === undefined || iss === issuer ? undefined : { expected: issuer, found: iss },
    audience: isAudience ? undefined : { expected: audience, found: aud },
  };
}

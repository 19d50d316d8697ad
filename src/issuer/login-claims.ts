import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import { placeClaim, withMember } from './place-claim.ts';

/** Who is to log in, and for how long. */
export interface Login {
  readonly username: string;
  readonly issuedAt: EpochSeconds;
  readonly lifetimeSeconds: number;
  /** Claims of their own name that are added; they replace those that are there already. */
  readonly more: readonly (readonly [name: string, value: unknown])[];
}

/** The claims that log a user in under a configuration. */
export function loginClaims(
  { usernameField, issuer, audience }: Configuration,
  { username, issuedAt, lifetimeSeconds, more }: Login,
): JsonObject {
  const times: JsonObject = { iat: issuedAt, exp: issuedAt + lifetimeSeconds };
  const parties = {
    ...(issuer !== undefined && { iss: issuer }),
    // RFC 7519 §4.1.3: a single audience may be a string; the token is for this server alone.
    ...(audience?.[0] !== undefined && { aud: audience[0] }),
  };
  const claims = placeClaim({ ...parties, ...times }, usernameField, username);
  return more.reduce((all, [name, value]) => withMember(all, name, value), claims);
}

import type { BrokenToken, Issuance } from './issuance.ts';
import { issueToken } from './issue-token.ts';
import { type Login, loginClaims } from './login-claims.ts';

/** Long enough for a test token, unless another lifetime is requested. */
const USUAL_LIFETIME_SECONDS = 3600;

/** No token needs to live longer: 68 years, as long as Expiration Time may be. */
export const MAX_LIFETIME_SECONDS = 2_147_483_647;

/** Whose login a test token is for, and what diagnosis code it is to give, if any. */
export interface LoginOrder extends Pick<Login, 'username' | 'more'> {
  /** An hour, or Expiration Time where that is shorter, when undefined. */
  readonly lifetimeSeconds: number | undefined;
  readonly broken: string | undefined;
}

/** The token of a login, good or broken as ordered. Throws the error of `signingKey` if no key is available. */
export function issueLogin(issuer: Omit<Issuance, 'claims'>, order: LoginOrder): BrokenToken {
  const { configuration, now } = issuer;
  const { username, more, broken } = order;
  const lifetimeSeconds =
    order.lifetimeSeconds ?? Math.min(USUAL_LIFETIME_SECONDS, configuration.expirationTime);
  const claims = loginClaims(configuration, { username, issuedAt: now, lifetimeSeconds, more });
  return issueToken({ ...issuer, claims }, broken);
}

/** A token as it would be sent: alone, or behind the name of the field that is not Token Name. */
export function sentText({ token, tokenName }: BrokenToken & { readonly ok: true }): string {
  return tokenName === undefined ? token : `${tokenName}=${token}`;
}

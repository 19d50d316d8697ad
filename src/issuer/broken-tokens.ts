import { claimsBreakers } from './break-claims.ts';
import { formBreakers } from './break-form.ts';
import { headerBreakers } from './break-header.ts';
import { signatureBreakers } from './break-signature.ts';
import { timeBreakers } from './break-times.ts';
import type { Breaker } from './issuance.ts';

/** Deliberately broken tokens for rehearsals, by the diagnosis code that each is about. */
const breakers: Readonly<Record<string, Breaker>> = {
  ...formBreakers,
  ...headerBreakers,
  ...signatureBreakers,
  ...timeBreakers,
  ...claimsBreakers,
};

/** The codes for which a token can be broken. */
export const breakableCodes: readonly string[] = Object.keys(breakers);

/** Breaks a token so that a code is reported for it; undefined for codes that are not about the token. */
export function breakerFor(code: string): Breaker | undefined {
  return Object.hasOwn(breakers, code) ? breakers[code] : undefined;
}

import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

export const expiryMissing: Check<'time'> = {
  code: 'expiry-missing',
  stage: 'time',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token has neither "exp" nor "iat", so that Expiration Time cannot be enforced.',
  solution: 'The issuing system must put "iat" and "exp" into its tokens.',
  detect(known) {
    if (!timeFault(known, 'expiry-missing')) return undefined;
    return {
      cause: this.cause,
      forIssuer: 'Please put "iat" (now) and "exp" (its end) into the token, in seconds since 1970.',
    };
  },
};

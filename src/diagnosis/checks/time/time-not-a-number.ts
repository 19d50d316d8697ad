import type { Check } from '../../check.ts';
import { timesInState } from '../../times-in-state.ts';

export const timeNotANumber: Check<'time'> = {
  code: 'time-not-a-number',
  stage: 'time',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'A time in the token is not a number of seconds (RFC 7519 §2): text, null, or beyond every calendar.',
  solution: 'The issuing system must write "exp", "nbf" and "iat" as numbers without quotes.',
  detect({ times }) {
    const found = timesInState(times, 'not-a-number');
    if (found.length === 0) return undefined;
    const names = found.map(({ name }) => `"${name}"`).join(', ');
    return {
      cause: `Not a number of seconds: ${found.map(({ name, claim }) => `"${name}" is ${claim.found}`).join(', ')}.`,
      evidence: { claims: found.map(({ name }) => name) },
      forIssuer: `Please write ${names} as a number of seconds since 1970, without quotes.`,
    };
  },
};

import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timesInState } from '../../times-in-state.ts';

export const timeInMilliseconds: Check<'time'> = {
  code: 'time-in-milliseconds',
  stage: 'time',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'A time in the token is in milliseconds; JWT counts seconds (RFC 7519 §2).',
  solution: 'The issuing system must divide by 1000: Date.now() and currentTimeMillis() give milliseconds.',
  detect({ times }) {
    const found = timesInState(times, 'milliseconds');
    if (found.length === 0) return undefined;
    const names = found.map(({ name }) => `"${name}"`).join(', ');
    return {
      cause: `In milliseconds instead of seconds: ${found.map(({ name, claim }) => `"${name}" (${toIsoSeconds(claim.at)} as seconds)`).join(', ')}.`,
      evidence: { claims: found.map(({ name }) => name) },
      forIssuer: `Please write ${names} in seconds, not in milliseconds: divide by 1000.`,
    };
  },
};

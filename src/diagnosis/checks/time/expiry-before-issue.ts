import { formatDuration } from '../../../domain/duration.ts';
import type { StageFacts } from '../../../domain/evidence.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { endsBeforeIssue, zoneOffset } from '../../time-fault.ts';

export const expiryBeforeIssue: Check<'time'> = {
  code: 'expiry-before-issue',
  stage: 'time',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token ends before it begins: its "exp" is not after its "iat".',
  solution: 'The issuing system must compute "exp" from the same clock as "iat": "iat" + lifetime.',
  detect(known) {
    const { lifetimeSeconds, times, faults } = known;
    if (lifetimeSeconds === undefined || !endsBeforeIssue(known)) return undefined;
    if (times.iat.state !== 'usable' || times.exp.state !== 'usable') return undefined;
    const { iat, exp } = times;
    const offset = zoneOffset(-lifetimeSeconds);
    const isFailing = faults.some(({ kind }) => kind === 'expired');
    const difference = lifetimeSeconds === 0 ? 'is also' : `is ${formatDuration(lifetimeSeconds)} before`;
    return {
      // Until its "exp" has passed, the token fails for another reason, or Clock tolerance lets it in.
      severity: isFailing ? 'error' : 'warning',
      cause: `The token ends before it begins: its "exp" (${toIsoSeconds(exp.at)}) ${difference} its "iat"${
        lifetimeSeconds === 0 ? '' : ` (${toIsoSeconds(iat.at)})`
      }.${offset === undefined ? '' : ` ${localTimeText(offset, known)}`}`,
      evidence: {
        issuedAt: toIsoSeconds(iat.at),
        expiresAt: toIsoSeconds(exp.at),
        ...(offset !== undefined && { offsetMinutes: offset / 60 }),
      },
      forIssuer:
        offset === undefined
          ? 'The "exp" of your token is not after its "iat"; please set it to "iat" + lifetime.'
          : `The "exp" of your token is ${formatDuration(offset)} before its "iat"; please compute both in UTC, not one of them in local time.`,
    };
  },
};

/** Which of the two is written in local time: the one that does not agree with the clock. */
function localTimeText(offset: number, { times, now }: StageFacts['time']): string {
  const isIssueAhead = times.iat.state === 'usable' && zoneOffset(times.iat.at - now) !== undefined;
  return `The difference is a whole number of quarter-hours (${formatDuration(offset)}): the issuing system computes "${
    isIssueAhead ? 'iat' : 'exp'
  }" in local time.`;
}

import { formatDuration } from '../../../domain/duration.ts';
import type { StageFacts } from '../../../domain/evidence.ts';
import type { Severity } from '../../../domain/finding.ts';
import type { Check } from '../../check.ts';
import { endsBeforeIssue, isShortLived, timeFault } from '../../time-fault.ts';

/** Clocks that are not synchronised drift apart by minutes, not by more. */
const LARGEST_SKEW_SECONDS = 600;

export const clockSkew: Check<'time'> = {
  code: 'clock-skew',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The token misses its time by minutes only: the clocks of the two systems may disagree. It is a warning for a token that is only expired, which may simply be old.',
  solution:
    'Synchronise the clocks of both systems with NTP; until then a Clock tolerance bridges the difference.',
  detect(known) {
    const skew = skewOf(known);
    if (!skew || skew.seconds > LARGEST_SKEW_SECONDS) return undefined;
    const { seconds, severity } = skew;
    // From the end of a token on it is refused, so that the tolerance must exceed the difference.
    const tolerance = Math.ceil((Math.floor(seconds) + 1) / 30) * 30;
    const condition = severity === 'error' ? '' : 'If it was made just now, ';
    return {
      severity,
      cause: `The token misses its time by ${formatDuration(seconds)} only. ${condition}${
        severity === 'error' ? 'The' : 'the'
      } clocks of the two systems may disagree.`,
      evidence: { differenceSeconds: Math.floor(seconds) },
      fix: { fields: { clockTolerance: tolerance } },
      forIssuer: 'Please make sure that the clock of your system follows NTP.',
    };
  },
};

/**
 * By how many seconds the clocks would have to differ. A time in the future is evidence that they differ;
 * expiry alone is not. Undefined when the token's own times explain the failure.
 */
function skewOf(known: StageFacts['time']): { seconds: number; severity: Severity } | undefined {
  if (endsBeforeIssue(known)) return undefined;
  const expired = timeFault(known, 'expired');
  const ahead = timeFault(known, 'not-yet-valid') ?? timeFault(known, 'issued-in-future');
  if (expired) {
    if (isShortLived(known)) return undefined;
    return { seconds: expired.bySeconds, severity: ahead ? 'error' : 'warning' };
  }
  return ahead && { seconds: ahead.bySeconds, severity: 'error' };
}

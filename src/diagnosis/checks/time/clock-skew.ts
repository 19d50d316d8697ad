import { formatDuration } from '../../../domain/duration.ts';
import type { Check } from '../../check.ts';
import { clockDifference } from '../../time-fault.ts';

/** Clocks that nobody looks after drift apart by minutes, not by more. */
const LARGEST_SKEW_SECONDS = 600;

export const clockSkew: Check<'time'> = {
  code: 'clock-skew',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token misses its time by minutes only: the clocks of the two systems may disagree.',
  solution: 'Let both systems follow NTP; until then a Clock tolerance bridges the difference.',
  detect(known) {
    const difference = clockDifference(known);
    if (difference === undefined || difference > LARGEST_SKEW_SECONDS) return undefined;
    // From the end of a token on it is refused, so that the tolerance must exceed the difference.
    const tolerance = Math.ceil((Math.floor(difference) + 1) / 30) * 30;
    return {
      cause: `The token misses its time by ${formatDuration(difference)} only: the clocks of the two systems may disagree.`,
      evidence: { differenceSeconds: Math.floor(difference) },
      fix: { fields: { clockTolerance: tolerance } },
      forIssuer: 'Please make sure that the clock of your system follows NTP.',
    };
  },
};

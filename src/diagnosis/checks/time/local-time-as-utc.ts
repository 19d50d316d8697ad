import { formatDuration } from '../../../domain/duration.ts';
import type { StageFacts, TimeEvidence } from '../../../domain/evidence.ts';
import type { Check, Symptom } from '../../check.ts';
import { endsBeforeIssue, isShortLived, timeFault, zoneOffset } from '../../time-fault.ts';

/** A token of a longer life does not expire because of a time zone alone. In seconds. */
const SHORT_LIFETIME = 3600;

/** A token that is examined just after it was made is off by a whole time zone and little more. In seconds. */
const FRESH_SECONDS = 30;

export const localTimeAsUtc: Check<'time'> = {
  code: 'local-time-as-utc',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The times are off by a whole time zone: the issuing system writes its local time as if it were UTC. It is a warning for a token that is only expired, which may simply be old.',
  solution: 'The issuing system must count the seconds since 1970-01-01T00:00:00Z in UTC (RFC 7519 §2).',
  detect(known) {
    // An "exp" before "iat" has a code of its own, which says the same of the issuer.
    if (endsBeforeIssue(known)) return undefined;
    const ahead = offsetAhead(known);
    if (ahead !== undefined) return symptomOf(ahead, 'ahead of');
    const behind = offsetBehind(known);
    return behind === undefined ? undefined : { ...symptomOf(behind, 'behind'), ...onlyIfFresh(behind) };
  },
};

function symptomOf(offset: number, direction: 'ahead of' | 'behind'): Symptom {
  return {
    cause: `The times are ${formatDuration(offset)} ${direction} now, a whole time zone: the issuing system writes its local time as if it were UTC.`,
    evidence: { offsetMinutes: (direction === 'behind' ? -offset : offset) / 60 },
    forIssuer: `The times in your token are ${formatDuration(offset)} ${direction} UTC: please count the seconds since 1970 in UTC, not in local time.`,
  };
}

function onlyIfFresh(offset: number): Partial<Symptom> & Pick<Symptom, 'cause'> {
  return {
    severity: 'warning',
    cause: `If the token was made just now, its times are ${formatDuration(offset)} behind, a whole time zone: the issuing system would write its local time as if it were UTC.`,
  };
}

/** The time-zone offset by which "iat" or "nbf" is in the future; undefined when no offset fits. */
function offsetAhead(known: TimeEvidence): number | undefined {
  const issued = timeFault(known, 'issued-in-future');
  const notBefore = timeFault(known, 'not-yet-valid');
  return (issued && zoneOffset(issued.bySeconds)) ?? (notBefore && zoneOffset(notBefore.bySeconds));
}

/** The time zone by which a token of a short life would lie behind if it were fresh. */
function offsetBehind(known: StageFacts['time']): number | undefined {
  const { times, effectiveExpiry, now } = known;
  const { iat } = times;
  if (iat.state !== 'usable' || effectiveExpiry === undefined) return undefined;
  const isShort = effectiveExpiry - iat.at <= SHORT_LIFETIME && !isShortLived(known);
  return isShort && timeFault(known, 'expired') ? zoneOffset(now - iat.at, FRESH_SECONDS) : undefined;
}

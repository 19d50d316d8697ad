import { formatDuration } from '../../../domain/duration.ts';
import type { TimeEvidence } from '../../../domain/evidence.ts';
import type { EpochSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

const QUARTER_HOUR = 900;
const JITTER_SECONDS = 120;
/** Offsets from UTC reach from half an hour to fourteen hours. */
const SMALLEST_OFFSET = 1800;
const LARGEST_OFFSET = 14 * 3600;
/** A token of a longer life does not expire because of a time zone alone. */
const SHORT_LIFETIME = 3600;

export const localTimeAsUtc: Check<'time'> = {
  code: 'local-time-as-utc',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The times are off by a whole time zone: the issuing system writes its local time as if it were UTC.',
  solution: 'Let the issuing system count the seconds since 1970-01-01T00:00:00Z in UTC (RFC 7519 §2).',
  detect(known) {
    const offset = zoneOffset(known, known.now);
    if (offset === undefined) return undefined;
    const direction = offset > 0 ? 'ahead of' : 'behind';
    return {
      cause: `The times are ${formatDuration(offset)} ${direction} now, a whole time zone: the issuing system seems to write its local time as if it were UTC.`,
      evidence: { offsetMinutes: offset / 60 },
      forIssuer: `The times in your token are ${formatDuration(offset)} ${direction} UTC: please count the seconds since 1970 in UTC, not in local time.`,
    };
  },
};

/** The time zone that explains the fault, in seconds east of UTC; undefined when none does. */
function zoneOffset(times: TimeEvidence, now: EpochSeconds): number | undefined {
  const { iat } = times.times;
  const issued = timeFault(times, 'issued-in-future');
  // An "iat" that is right shows that the clock is read rightly.
  const ahead = issued ?? (iat.state === 'usable' ? undefined : timeFault(times, 'not-yet-valid'));
  if (ahead) return onGrid(ahead.bySeconds);
  const isShort =
    iat.state === 'usable' &&
    times.effectiveExpiry !== undefined &&
    times.effectiveExpiry - iat.at <= SHORT_LIFETIME;
  if (!isShort || !timeFault(times, 'expired')) return undefined;
  const behind = onGrid(now - iat.at);
  return behind === undefined ? undefined : -behind;
}

function onGrid(seconds: number): number | undefined {
  const nearest = Math.round(seconds / QUARTER_HOUR) * QUARTER_HOUR;
  const isOffset = nearest >= SMALLEST_OFFSET && nearest <= LARGEST_OFFSET;
  return isOffset && Math.abs(seconds - nearest) <= JITTER_SECONDS ? nearest : undefined;
}

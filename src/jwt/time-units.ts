import type { EvaluatedTimes, MisreadTime, TimeClaim, TimeClaimName, TimeUnit } from '../domain/evidence.ts';
import type { EpochSeconds } from '../domain/instant.ts';

/** A unit, and how to read a number of it as seconds since 1970. */
interface UnitReading {
  readonly unit: TimeUnit;
  toSeconds(value: number): EpochSeconds;
}

/** Units so small that every number of them in this century is beyond all others' numbers. */
const smallUnits: readonly UnitReading[] = [
  { unit: 'microseconds since 1970', toSeconds: (value) => value / 1e6 },
  { unit: 'nanoseconds since 1970', toSeconds: (value) => value / 1e9 },
  { unit: '.NET ticks since the year 1', toSeconds: (value) => value / 1e7 - 62_135_596_800 },
  { unit: 'FILETIME intervals since 1601', toSeconds: (value) => value / 1e7 - 11_644_473_600 },
];

const DAY = 86_400;

/** Days as spreadsheets and OLE count them, and as Java's `LocalDate.toEpochDay()` does. */
const days: readonly UnitReading[] = [
  { unit: 'days since 1899-12-30', toSeconds: (value) => (value - 25_569) * DAY },
  { unit: 'days since 1970', toSeconds: (value) => value * DAY },
];

/** 2001-09-09 and 2100-01-01: the times of tokens lie in between. */
const EARLIEST_TIME = 1_000_000_000;
const LATEST_TIME = 4_102_444_800;

/** A number of days may be a length of time too, so only days near now count as dates. */
const MAX_DAYS_FROM_NOW = 400 * DAY;

/** An `exp` this long before its `iat` is no date that was reckoned wrongly. */
const FAR_BEFORE = 366 * DAY;

const NONE: readonly MisreadTime[] = [];

/**
 * The times whose numbers are no seconds since 1970 (RFC 7519 §2): a length of time, or a date in another
 * unit. Advice only: the gate reads every number as seconds.
 */
export function misreadTimes(times: EvaluatedTimes['times'], now: EpochSeconds): readonly MisreadTime[] {
  const iat = misreadTime('iat', times.iat, now);
  const nbf = misreadTime('nbf', times.nbf, now);
  const exp = misreadTime('exp', times.exp, now) ?? (iat ? undefined : farBefore(times));
  return iat || nbf || exp ? [iat, nbf, exp].filter((each) => each !== undefined) : NONE;
}

/** An `exp` that is a date, but years before the `iat`. */
function farBefore({ iat, exp }: EvaluatedTimes['times']): MisreadTime | undefined {
  const isFar =
    iat.state === 'usable' && exp.state === 'usable' && exp.at > 0 && iat.at - exp.at >= FAR_BEFORE;
  return isFar ? { kind: 'duration', name: 'exp', value: exp.at } : undefined;
}

/** What the number of a time claim is, where it is no number of seconds since 1970. */
function misreadTime(name: TimeClaimName, claim: TimeClaim, now: EpochSeconds): MisreadTime | undefined {
  if (claim.state !== 'usable') return undefined;
  const value = claim.at;
  // Many issuers write nbf: 0 for "from the beginning".
  if (value === 0 && name === 'nbf') return undefined;
  if (value > LATEST_TIME) return inSmallUnit(name, value);
  // With a clock near 1970 a small number may well be a date.
  if (value < 0 || value >= EARLIEST_TIME || now < EARLIEST_TIME) return undefined;
  for (const { unit, toSeconds } of days) {
    const at = toSeconds(value);
    if (Math.abs(at - now) <= MAX_DAYS_FROM_NOW) return { kind: 'unit', name, value, unit, at };
  }
  return { kind: 'duration', name, value };
}

function inSmallUnit(name: TimeClaimName, value: number): MisreadTime | undefined {
  for (const { unit, toSeconds } of smallUnits) {
    const at = toSeconds(value);
    if (at >= EARLIEST_TIME && at <= LATEST_TIME) return { kind: 'unit', name, value, unit, at };
  }
  return undefined;
}

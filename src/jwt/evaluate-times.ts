import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { EvaluatedTimes, TimeClaim, TimeClaimName, TimeFault } from '../domain/evidence.ts';
import type { EpochSeconds } from '../domain/instant.ts';

type TimeRules = Pick<Configuration, 'expirationTime' | 'clockTolerance'>;

/**
 * Holds `exp`, `nbf` and `iat` (RFC 7519 §4.1.4–4.1.6) against the clock and against Expiration
 * Time: a token lives until `exp` and no longer than Expiration Time from its `iat`; without `iat`
 * it must not claim to live longer than that from now. Clock tolerance widens every comparison.
 */
export function evaluateTimes(claims: JsonObject, rules: TimeRules, now: EpochSeconds): EvaluatedTimes {
  const times = {
    iat: readTime(claims, 'iat'),
    nbf: readTime(claims, 'nbf'),
    exp: readTime(claims, 'exp'),
  };
  const iat = usable(times.iat);
  const exp = usable(times.exp);
  const configuredEnd = iat === undefined ? undefined : iat + rules.expirationTime;
  const ends = [exp, configuredEnd].filter((end) => end !== undefined);
  const excess = exp !== undefined && iat !== undefined ? exp - iat - rules.expirationTime : 0;
  return {
    times,
    effectiveExpiry: ends.length > 0 ? Math.min(...ends) : undefined,
    faults: [expiryFault(times, rules, now), ...startFaults(times, rules, now)].filter(
      (fault) => fault !== undefined,
    ),
    excessLifetimeSeconds: excess > 0 ? excess : undefined,
  };
}

/** Whether the times give no reason to refuse the token. */
export function areTimesGood({ times, faults }: EvaluatedTimes): boolean {
  const areNumericDates = Object.values(times).every(({ state }) => state === 'usable' || state === 'absent');
  return areNumericDates && faults.length === 0;
}

/** The one reason why the token has expired, or why its expiry is unknown. */
function expiryFault(
  times: EvaluatedTimes['times'],
  rules: TimeRules,
  now: EpochSeconds,
): TimeFault | undefined {
  const { expirationTime, clockTolerance: tolerance = 0 } = rules;
  const iat = usable(times.iat);
  const exp = usable(times.exp);
  if (exp !== undefined && now >= exp + tolerance) {
    return { kind: 'expired', at: exp, bySeconds: now - exp, from: 'exp' };
  }
  if (iat !== undefined && now >= iat + expirationTime + tolerance) {
    const at = iat + expirationTime;
    const bySeconds = now - at;
    return exp === undefined
      ? { kind: 'expired', at, bySeconds, from: 'iat' }
      : { kind: 'cut-short', at, exp, iat, bySeconds };
  }
  if (times.iat.state !== 'absent') return undefined;
  if (times.exp.state === 'absent') return { kind: 'expiry-missing' };
  return exp !== undefined && exp - now > expirationTime + tolerance
    ? { kind: 'lifetime-too-long', exp, remainingSeconds: exp - now }
    : undefined;
}

function startFaults(times: EvaluatedTimes['times'], rules: TimeRules, now: EpochSeconds): TimeFault[] {
  const { clockTolerance: tolerance = 0 } = rules;
  const nbf = usable(times.nbf);
  const iat = usable(times.iat);
  const faults: TimeFault[] = [];
  if (nbf !== undefined && now < nbf - tolerance) {
    faults.push({ kind: 'not-yet-valid', at: nbf, bySeconds: nbf - now });
  }
  if (iat !== undefined && now < iat - tolerance) {
    faults.push({ kind: 'issued-in-future', at: iat, bySeconds: iat - now });
  }
  return faults;
}

function usable(claim: TimeClaim): EpochSeconds | undefined {
  return claim.state === 'usable' ? claim.at : undefined;
}

/** The first number of 13 digits, 2001-09-09, and 2100-01-01: a date in milliseconds lies in between. */
const EARLIEST_MILLISECONDS = 1_000_000_000_000;
const LATEST_MILLISECONDS = 4_102_444_800_000;

function readTime(claims: JsonObject, name: TimeClaimName): TimeClaim {
  if (!Object.hasOwn(claims, name)) return { state: 'absent' };
  const value = claims[name];
  if (typeof value !== 'number') return { state: 'not-a-number', found: describe(value) };
  // RFC 7519 §2: a NumericDate may have a fraction.
  if (value >= EARLIEST_MILLISECONDS && value <= LATEST_MILLISECONDS) {
    return { state: 'milliseconds', at: value / 1000, value };
  }
  return Number.isFinite(value)
    ? { state: 'usable', at: value }
    : { state: 'not-a-number', found: 'a number too large to be read' };
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return /^-?\d+(?:\.\d+)?$/.test(value) ? 'a number in quotes' : 'text';
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

import type { JsonObject } from '../domain/claim-path.ts';
import { goodToken } from './forge-token.ts';
import { type Breaker, type BrokenToken, broken, type Issuance, unbreakable } from './issuance.ts';

/** Larger than any clock skew or time zone difference, so that neither is reported as well. */
const FAR_SECONDS = 15 * 3600;

/** Up to this difference two clocks may be the cause. */
const LARGEST_SKEW_SECONDS = 600;

/** UTC+14 is the time zone farthest ahead. */
const LARGEST_ZONE_SECONDS = 14 * 3600;

/** From this life on, a token is not taken for one whose lifetime has the wrong unit. */
const SHORTEST_LIFETIME_SECONDS = 120;

/** Tokens whose times are wrong: the stage time. */
export const timeBreakers = {
  'time-is-a-duration': (issuance) => {
    const { iat } = issuedIn(issuance, 0);
    return broken(withTimes(issuance, { iat, exp: lifetimeOf(issuance) }));
  },
  'time-in-other-unit': (issuance) => {
    const { iat, exp } = issuedIn(issuance, 0);
    return broken(withTimes(issuance, { iat: iat * 1e6, exp: exp * 1e6 }));
  },
  'expiry-before-issue': (issuance) => {
    const { iat } = issuedIn(issuance, 0);
    // New York in winter, or farther west where the tolerance would let that pass.
    const hours = Math.max(4, Math.ceil((toleranceOf(issuance) + 1) / 3600));
    return broken(withTimes(issuance, { iat, exp: iat - hours * 3600 }));
  },
  'lifetime-too-short': (issuance) => {
    const { configuration, now } = issuance;
    if (configuration.expirationTime < SHORTEST_LIFETIME_SECONDS) {
      return unbreakable('its Expiration Time is as short');
    }
    const exp = now - toleranceOf(issuance) - 30;
    // "86400" in quotes, which a library of Node reads as milliseconds.
    return broken(withTimes(issuance, { iat: exp - 86, exp }));
  },
  expired: (issuance) =>
    broken(
      withTimes(issuance, issuedIn(issuance, -(lifetimeOf(issuance) + toleranceOf(issuance) + FAR_SECONDS))),
    ),
  'expiration-time-too-short': (issuance) => {
    const { configuration, now } = issuance;
    const iat = now - configuration.expirationTime - toleranceOf(issuance) - 60;
    return broken(withTimes(issuance, { iat, exp: now + 3600 }));
  },
  'lifetime-exceeds-configuration': (issuance) => {
    const { configuration, now } = issuance;
    return broken(
      withTimes(issuance, { exp: now + configuration.expirationTime + toleranceOf(issuance) + 3600 }),
    );
  },
  'not-yet-valid': (issuance) => {
    const nbf = issuance.now + toleranceOf(issuance) + FAR_SECONDS;
    return broken(withTimes(issuance, { ...issuedIn(issuance, 0), nbf }));
  },
  'issued-in-future': (issuance) =>
    broken(withTimes(issuance, issuedIn(issuance, toleranceOf(issuance) + FAR_SECONDS))),
  'clock-skew': byClock,
  'local-time-as-utc': byTimeZone,
  'time-in-milliseconds': (issuance) => {
    const { iat, exp } = issuedIn(issuance, 0);
    return broken(withTimes(issuance, { iat: iat * 1000, exp: exp * 1000 }));
  },
  'time-not-a-number': (issuance) => {
    const { iat, exp } = issuedIn(issuance, 0);
    return broken(withTimes(issuance, { iat, exp: String(exp) }));
  },
  'expiry-missing': (issuance) => broken(withTimes(issuance, {})),
} satisfies Readonly<Record<string, Breaker>>;

/** Times as a clock writes them that goes a few minutes fast. */
function byClock(issuance: Issuance): BrokenToken {
  if (toleranceOf(issuance) >= LARGEST_SKEW_SECONDS) {
    return unbreakable('its Clock tolerance allows every difference that clocks have');
  }
  // As far ahead as can be, so that there is time to try the token.
  return broken(withTimes(issuance, issuedIn(issuance, LARGEST_SKEW_SECONDS)));
}

/** Times as a system writes them that takes its local time, east of Greenwich, for UTC. */
function byTimeZone(issuance: Issuance): BrokenToken {
  const hours = Math.max(2, Math.ceil((toleranceOf(issuance) + 1) / 3600));
  if (hours * 3600 > LARGEST_ZONE_SECONDS) {
    return unbreakable('its Clock tolerance allows every difference that time zones have');
  }
  return broken(withTimes(issuance, issuedIn(issuance, hours * 3600)));
}

function toleranceOf({ configuration: { clockTolerance = 0 } }: Issuance): number {
  return clockTolerance;
}

/** How long the good token lives, in seconds. */
function lifetimeOf({ claims: { iat, exp }, configuration }: Issuance): number {
  return typeof iat === 'number' && typeof exp === 'number' && exp > iat
    ? exp - iat
    : Math.min(3600, configuration.expirationTime);
}

/** The times of a token that is issued so many seconds from now and lives as long as the good one. */
function issuedIn(issuance: Issuance, seconds: number): { iat: number; exp: number } {
  const iat = issuance.now + seconds;
  return { iat, exp: iat + lifetimeOf(issuance) };
}

function withTimes(issuance: Issuance, times: JsonObject): string {
  const others = Object.entries(issuance.claims).filter(([name]) => !['iat', 'nbf', 'exp'].includes(name));
  return goodToken(issuance, { ...Object.fromEntries(others), ...times });
}

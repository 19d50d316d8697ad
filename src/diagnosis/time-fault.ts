import type { StageFacts, TimeClaimName, TimeEvidence, TimeFault } from '../domain/evidence.ts';
import { unreachable } from '../domain/unreachable.ts';

/** The fault of that kind, if the times have it and no more specific code explains it. */
export function timeFault<K extends TimeFault['kind']>(
  known: TimeEvidence,
  kind: K,
): Extract<TimeFault, { kind: K }> | undefined {
  return known.faults.find(
    (fault): fault is Extract<TimeFault, { kind: K }> => fault.kind === kind && !isExplained(fault, known),
  );
}

/** Whether a more specific code says why the times have the fault. */
function isExplained(fault: TimeFault, known: TimeEvidence): boolean {
  const { misread, misplaced } = known;
  return (
    misread.some(({ name }) => claimsOf(fault).includes(name)) ||
    misplaced.some(({ explains }) => explains === fault.kind) ||
    (endsBeforeIssue(known) && fault.kind === 'expired')
  );
}

/** The time claims whose values make the fault. */
export function claimsOf(fault: TimeFault): readonly TimeClaimName[] {
  switch (fault.kind) {
    case 'expired':
      return [fault.from];
    case 'cut-short':
      return ['iat', 'exp'];
    case 'lifetime-too-long':
      return ['exp'];
    case 'not-yet-valid':
      return ['nbf'];
    case 'issued-in-future':
      return ['iat'];
    case 'expiry-missing':
      return [];
    default:
      return unreachable(fault);
  }
}

/** Whether `exp` is not after `iat`, so that the token was never valid. */
export function endsBeforeIssue({ lifetimeSeconds }: TimeEvidence): boolean {
  return lifetimeSeconds !== undefined && lifetimeSeconds <= 0;
}

/** A shorter life is hardly meant. In seconds. */
const SHORTEST_LIFETIME = 120;

/**
 * Whether the token's life, from `iat` to `exp`, is so short that its unit is probably wrong. Where
 * Expiration Time is as short, a short life is what was agreed.
 */
export function isShortLived({ lifetimeSeconds, configuration }: StageFacts['time']): boolean {
  return (
    lifetimeSeconds !== undefined &&
    lifetimeSeconds > 0 &&
    lifetimeSeconds < SHORTEST_LIFETIME &&
    configuration.expirationTime >= SHORTEST_LIFETIME
  );
}

const QUARTER_HOUR = 900;
const JITTER_SECONDS = 120;

/** Offsets from UTC reach from half an hour to fourteen hours. */
const SMALLEST_OFFSET = 1800;
const LARGEST_OFFSET = 14 * 3600;

/**
 * The offset of a time zone, in whole quarter-hours, that a difference of times may be; undefined when it
 * is more than `jitterSeconds` from every one.
 */
export function zoneOffset(seconds: number, jitterSeconds = JITTER_SECONDS): number | undefined {
  const nearest = Math.round(seconds / QUARTER_HOUR) * QUARTER_HOUR;
  const isOffset = nearest >= SMALLEST_OFFSET && nearest <= LARGEST_OFFSET;
  return isOffset && Math.abs(seconds - nearest) <= jitterSeconds ? nearest : undefined;
}

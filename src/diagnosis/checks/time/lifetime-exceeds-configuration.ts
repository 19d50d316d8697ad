import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

/** A longer life than a week is nothing to advise. In seconds. */
const LONGEST_ADVISED = 604_800;

export const lifetimeExceedsConfiguration: Check<'time'> = {
  code: 'lifetime-exceeds-configuration',
  stage: 'time',
  severity: 'error',
  issue: 'Token expires too quickly',
  cause:
    'The token claims a longer life than Expiration Time allows. Without "iat" it is refused; with it, it ends early.',
  solution: 'The issuing system must make shorter tokens with "iat" and "exp", or increase Expiration Time.',
  detect(known) {
    const { configuration, excessLifetimeSeconds } = known;
    const allowed = formatDuration(configuration.expirationTime);
    const fault = timeFault(known, 'lifetime-too-long');
    if (fault) {
      const remaining = Math.ceil(fault.remainingSeconds);
      return {
        cause: `The token has no "iat" and would still live for ${formatDuration(remaining)}, until ${toIsoSeconds(fault.exp)}; Expiration Time allows ${allowed}.`,
        evidence: { remainingSeconds: remaining, expirationTime: configuration.expirationTime },
        ...(remaining <= LONGEST_ADVISED && { fix: { fields: { expirationTime: remaining } } }),
        forIssuer: `Please put "iat" into the token and let it live for ${allowed} at most.`,
      };
    }
    // Where Expiration Time has ended the token already, that is said as an error; a time that is no date has no excess.
    const isDate = known.lifetimeSeconds !== undefined;
    if (excessLifetimeSeconds === undefined || !isDate || timeFault(known, 'cut-short')) return undefined;
    return {
      severity: 'warning',
      cause: `The token claims to live ${formatDuration(excessLifetimeSeconds)} longer than the Expiration Time of ${allowed}, which ends it first.`,
      evidence: {
        excessSeconds: Math.ceil(excessLifetimeSeconds),
        expirationTime: configuration.expirationTime,
      },
    };
  },
};

import { formatDuration } from '../../../domain/duration.ts';
import type { Check } from '../../check.ts';
import { meantLifetime } from '../../lifetime-unit.ts';
import { isShortLived, timeFault } from '../../time-fault.ts';

export const lifetimeTooShort: Check<'time'> = {
  code: 'lifetime-too-short',
  stage: 'time',
  severity: 'error',
  issue: 'Token expires too quickly',
  cause:
    'The token lives for less than two minutes, from its "iat" to its "exp". Probably its lifetime was given in another unit. It is an error beside expired, otherwise a warning.',
  solution:
    'Check the unit of the lifetime in the issuing system: a library may read a number in quotes as milliseconds.',
  detect(known) {
    const { lifetimeSeconds } = known;
    if (lifetimeSeconds === undefined || !isShortLived(known)) return undefined;
    const meant = meantLifetime(lifetimeSeconds);
    const lifetime = formatDuration(lifetimeSeconds);
    return {
      severity: timeFault(known, 'expired') ? 'error' : 'warning',
      cause: `The token lives for ${lifetime} only, from its "iat" to its "exp".${
        meant === undefined ? '' : ` Probably ${meant}.`
      }`,
      evidence: { lifetimeSeconds, ...(meant !== undefined && { probably: meant }) },
      forIssuer: `Your token lives for ${lifetime} only${
        meant === undefined ? '' : `; probably ${meant}`
      }: please check the unit of its lifetime.`,
    };
  },
};

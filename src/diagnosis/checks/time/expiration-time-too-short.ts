import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

export const expirationTimeTooShort: Check<'time'> = {
  code: 'expiration-time-too-short',
  stage: 'time',
  severity: 'error',
  issue: 'Token expires too quickly',
  cause:
    'The token\'s own "exp" is still ahead, but Expiration Time, counted from its "iat", has passed: the configuration cuts it short.',
  solution: 'Increase Expiration Time, or have the issuing system make a fresh token for each login.',
  detect(known) {
    const fault = timeFault(known, 'cut-short');
    if (!fault) return undefined;
    const { at, exp, iat, bySeconds } = fault;
    const { configuration } = known;
    const lifetime = Math.ceil(exp - iat);
    return {
      cause: `The token would live until ${toIsoSeconds(exp)}, but an Expiration Time of ${formatDuration(configuration.expirationTime)} ended it at ${toIsoSeconds(at)}, ${formatDuration(bySeconds)} ago.`,
      solution: `Increase Expiration Time to the token's own lifetime of ${formatDuration(lifetime)}, or have the issuing system make a fresh token for each login.`,
      evidence: {
        issuedAt: toIsoSeconds(iat),
        expirationTime: configuration.expirationTime,
        endedAt: toIsoSeconds(at),
        tokenLifetime: lifetime,
      },
      fix: { fields: { expirationTime: lifetime } },
    };
  },
};

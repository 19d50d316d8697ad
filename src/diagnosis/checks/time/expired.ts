import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { isShortLived, timeFault } from '../../time-fault.ts';

export const expired: Check<'time'> = {
  code: 'expired',
  stage: 'time',
  severity: 'error',
  issue: 'Token expires too quickly',
  cause:
    'The token has expired: the time in its "exp" is reached (RFC 7519 §4.1.4), or without "exp" its "iat" plus Expiration Time.',
  solution: 'Get a fresh token from the issuing system. If fresh ones arrive expired, compare the clocks.',
  detect(known) {
    const fault = timeFault(known, 'expired');
    if (!fault) return undefined;
    const { at, bySeconds, from } = fault;
    const source =
      from === 'exp'
        ? 'its "exp"'
        : `its "iat" plus an Expiration Time of ${formatDuration(known.configuration.expirationTime)}`;
    return {
      cause: `The token expired at ${toIsoSeconds(at)} (${source}), ${formatDuration(bySeconds)} ago.`,
      ...(isShortLived(known) && {
        solution:
          'A fresh token will expire as quickly, until the issuing system gives its tokens a longer life.',
      }),
      evidence: { expiredAt: toIsoSeconds(at), bySeconds: Math.floor(bySeconds), from },
    };
  },
};

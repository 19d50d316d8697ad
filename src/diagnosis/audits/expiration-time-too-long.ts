import { configurationDefaults } from '../../domain/configuration.ts';
import { formatDuration } from '../../domain/duration.ts';
import type { Audit } from '../audit-type.ts';

/** Seven times the default: a token that opens a page is used within minutes. */
const LONG_SECONDS = 7 * 86_400;

/** A year and a leap day. */
const ENDLESS_SECONDS = 366 * 86_400;

export const expirationTimeTooLong: Audit<'configuration'> = {
  code: 'expiration-time-too-long',
  scope: 'configuration',
  stage: 'config',
  severity: 'warning',
  issue: 'Unauthorized access',
  cause:
    'Expiration Time is longer than 7 days: anyone who finds an old token in a log, a bookmark or the history of a browser can still log in with it. Longer than 366 days is an error: that is a password that cannot be changed.',
  solution: 'Let tokens live for a day at most: the issuing system makes a new one for each login.',
  detect({ configuration: { expirationTime } }) {
    if (expirationTime <= LONG_SECONDS) return undefined;
    const isEndless = expirationTime > ENDLESS_SECONDS;
    const limitSeconds = isEndless ? ENDLESS_SECONDS : LONG_SECONDS;
    return {
      cause: `Expiration Time is ${formatDuration(expirationTime)}, more than ${limitSeconds / 86_400} days: who finds an old token in a log, a bookmark or the history of a browser can still log in with it.`,
      severity: isEndless ? 'error' : 'warning',
      evidence: { expirationTime, limitSeconds },
      fix: { fields: { expirationTime: configurationDefaults.expirationTime } },
    };
  },
};

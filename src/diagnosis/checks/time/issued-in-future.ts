import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

export const issuedInFuture: Check<'time'> = {
  code: 'issued-in-future',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token says that it was issued at a time that is still ahead ("iat", RFC 7519 §4.1.6).',
  solution: 'Compare the clocks of the two systems, and let both follow NTP.',
  detect(known) {
    const fault = timeFault(known, 'issued-in-future');
    if (!fault) return undefined;
    const { at, bySeconds } = fault;
    return {
      cause: `The token says that it was issued at ${toIsoSeconds(at)}, ${formatDuration(bySeconds)} from now.`,
      evidence: { issuedAt: toIsoSeconds(at), bySeconds: Math.ceil(bySeconds) },
      forIssuer: `The "iat" of your token (${toIsoSeconds(at)}) lies in the future; please compare your clock.`,
    };
  },
};

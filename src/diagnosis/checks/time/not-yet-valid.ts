import { formatDuration } from '../../../domain/duration.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import type { Check } from '../../check.ts';
import { timeFault } from '../../time-fault.ts';

export const notYetValid: Check<'time'> = {
  code: 'not-yet-valid',
  stage: 'time',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token is not valid yet: the time in its "nbf" is still ahead (RFC 7519 §4.1.5).',
  solution: 'Wait until then, or have the issuing system set "nbf" to the time of issue; compare the clocks.',
  detect(known) {
    const fault = timeFault(known, 'not-yet-valid');
    if (!fault) return undefined;
    const { at, bySeconds } = fault;
    return {
      cause: `The token is valid only from ${toIsoSeconds(at)} on ("nbf"), in ${formatDuration(bySeconds)}.`,
      evidence: { notBefore: toIsoSeconds(at), bySeconds: Math.ceil(bySeconds) },
      forIssuer: `The "nbf" of your token (${toIsoSeconds(at)}) lies in the future; please compare your clock.`,
    };
  },
};

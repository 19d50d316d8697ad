import type { Check } from '../../check.ts';
import { algorithmOf } from '../../header-algorithm.ts';

export const algorithmMissing: Check<'header'> = {
  code: 'algorithm-missing',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The header does not say with which algorithm the token was signed (RFC 7515 §4.1.1).',
  solution: 'The issuing system must put the "alg" into the header; every JWT library does.',
  detect({ header, configuration: { signatureAlgorithm } }) {
    if (!header.ok || algorithmOf(header.value) !== undefined) return undefined;
    return {
      cause: 'The header has no "alg": it does not say with which algorithm the token was signed.',
      forIssuer: `The header of your token lacks "alg"; it must be "${signatureAlgorithm}".`,
    };
  },
};

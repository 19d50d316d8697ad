import type { Check } from '../../check.ts';
import { algorithmOf, isNone } from '../../header-algorithm.ts';

export const algorithmNone: Check<'header'> = {
  code: 'algorithm-none',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The token says that it is not signed ("alg": "none"), so anybody could have made it.',
  solution: 'Let the issuing system sign its tokens. If it does, somebody has tampered with this one.',
  detect({ header, configuration: { signatureAlgorithm } }) {
    if (!header.ok || !isNone(algorithmOf(header.value))) return undefined;
    return {
      cause: this.cause,
      forIssuer: `Your token is not signed ("alg": "none"); please sign it with ${signatureAlgorithm}.`,
    };
  },
};

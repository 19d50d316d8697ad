import type { Check } from '../../check.ts';
import { algorithmOf, isNone } from '../../header-algorithm.ts';

export const algorithmNone: Check<'header'> = {
  code: 'algorithm-none',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The token says that it is not signed ("alg": "none"), so anyone could have made it.',
  solution: 'The issuing system must sign its tokens. If it does, someone has tampered with this one.',
  detect({ header, configuration: { signatureAlgorithm } }) {
    if (!header.ok || !isNone(algorithmOf(header.value))) return undefined;
    return {
      cause: this.cause,
      forIssuer: `Your token is not signed ("alg": "none"); please sign it with ${signatureAlgorithm}.`,
    };
  },
};

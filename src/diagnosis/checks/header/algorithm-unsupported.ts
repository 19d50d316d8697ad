import { isSignatureAlgorithm, signatureAlgorithms } from '../../../domain/algorithm.ts';
import type { Check } from '../../check.ts';
import { algorithmOf, isNone } from '../../header-algorithm.ts';
import { showClaim } from '../../show-claim.ts';

export const algorithmUnsupported: Check<'header'> = {
  code: 'algorithm-unsupported',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The header names an algorithm that no configuration can accept.',
  solution: `Sign with one of ${signatureAlgorithms.join(', ')}, written exactly so.`,
  detect({ header, configuration: { signatureAlgorithm } }) {
    const algorithm = header.ok ? algorithmOf(header.value) : undefined;
    if (algorithm === undefined || isNone(algorithm) || isSignatureAlgorithm(algorithm)) return undefined;
    const isText = typeof algorithm === 'string';
    const spelling = isText
      ? signatureAlgorithms.find((name) => name.toLowerCase() === algorithm.toLowerCase())
      : undefined;
    const hint = spelling === undefined ? '' : `; the name is ${spelling}, and capitals count`;
    return {
      cause: isText
        ? `The header's "alg" is ${showClaim(algorithm)}, which is not supported${hint}.`
        : `The header's "alg" is not text.`,
      evidence: { found: isText ? algorithm : typeof algorithm, configured: signatureAlgorithm },
      forIssuer: `Please sign with ${signatureAlgorithm} and say so in the header's "alg".`,
    };
  },
};

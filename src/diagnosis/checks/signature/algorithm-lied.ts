import type { Check } from '../../check.ts';

export const algorithmLied: Check<'signature'> = {
  code: 'algorithm-lied',
  stage: 'signature',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'The signature was made under another algorithm than the header says, such as HS512 under a header of HS256.',
  solution: 'The issuing system must set `alg` to the algorithm it actually signs with.',
  detect({ liedAlgorithm, configuration: { signatureAlgorithm } }) {
    if (liedAlgorithm === undefined) return undefined;
    return {
      cause: `The token was really signed with ${liedAlgorithm}, which its header does not say.`,
      proved: true,
      evidence: { signedWith: liedAlgorithm, configured: signatureAlgorithm },
      forIssuer: `Your token is signed with ${liedAlgorithm}, but its header says otherwise; please sign with ${signatureAlgorithm} and say so.`,
    };
  },
};

import type { Check } from '../../check.ts';

export const signatureMissing: Check<'signature'> = {
  code: 'signature-missing',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The third part of the token, its signature, is empty.',
  solution: 'The issuing system must sign the token, and copy it to its end.',
  detect({ state, configuration: { signatureAlgorithm } }) {
    if (state !== 'missing') return undefined;
    return {
      cause: 'The token ends after its second dot: the signature is missing.',
      forIssuer: `Your token has no signature; please sign it with ${signatureAlgorithm}.`,
    };
  },
};

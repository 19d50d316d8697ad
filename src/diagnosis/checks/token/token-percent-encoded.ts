import type { Check } from '../../check.ts';

export const tokenPercentEncoded: Check<'token'> = {
  code: 'token-percent-encoded',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token is percent-encoded (%2E for a dot), or encoded again than it is decoded.',
  solution: 'Decode the token, or encode it once only: a token needs no encoding in a URL.',
  detect({ percentSequences, shape, verifiesOnceFixed }) {
    if (percentSequences.length === 0 || shape.kind === 'opaque') return undefined;
    return {
      cause: `The token contains ${percentSequences.join(', ')}: it is percent-encoded.${
        verifiesOnceFixed ? ' Decoded, its signature is right.' : ''
      }`,
      evidence: { sequences: percentSequences },
      proved: verifiesOnceFixed,
      fix: { takesFixedToken: true },
      forIssuer:
        'Please do not percent-encode the token, or only once: all its characters may be in a URL as they are.',
    };
  },
};

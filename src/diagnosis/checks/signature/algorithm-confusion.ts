import type { Check } from '../../check.ts';

export const algorithmConfusion: Check<'signature'> = {
  code: 'algorithm-confusion',
  stage: 'signature',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'SECURITY: the token is an HMAC keyed with the public key, which everybody has. This is how servers are attacked that let the header choose the algorithm (RFC 8725 §2.1).',
  solution:
    'Do not accept it. Find out where this token comes from; if the issuing system made it, it must sign with its private key.',
  detect({ explanation, configuration: { name } }) {
    if (explanation?.key.kind !== 'public-key') return undefined;
    return {
      cause: `SECURITY: the token is an HMAC keyed with the public key of ${name}, which anyone may have. Someone may be attacking the server (RFC 8725 §2.1).`,
      proved: true,
      forIssuer:
        'A token that claims to be yours is an HMAC keyed with your public key; if you made it, please sign with your private key instead.',
    };
  },
};

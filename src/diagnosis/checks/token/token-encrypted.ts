import type { Check } from '../../check.ts';

export const tokenEncrypted: Check<'token'> = {
  code: 'token-encrypted',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token is encrypted (a JWE of five parts, RFC 7516); the server reads signed tokens only.',
  solution: 'The issuing system must sign the token (JWS) and not encrypt it.',
  detect({ shape }) {
    if (shape.kind !== 'encrypted') return undefined;
    return {
      cause: this.cause,
      forIssuer:
        'Please send a signed token (JWS, three parts) instead of an encrypted one (JWE, five parts).',
    };
  },
};

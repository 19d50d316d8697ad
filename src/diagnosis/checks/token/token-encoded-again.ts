import type { Check } from '../../check.ts';

export const tokenEncodedAgain: Check<'token'> = {
  code: 'token-encoded-again',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'The whole token is encoded in base64, base64url or hexadecimal, as `kubectl get secret -o yaml` prints it.',
  solution:
    'Decode the token before it is sent: what begins with "eyJ" and has two dots is the token itself.',
  detect({ encodings, carrier, verifiesOnceFixed }) {
    if (encodings.length === 0) return undefined;
    const steps = encodings.join(' of ');
    return {
      cause: `The whole token is encoded one more time: it is the ${steps} form of a token.${
        verifiesOnceFixed ? ' Decoded, its signature is right.' : ''
      }`,
      evidence: { encodings },
      proved: verifiesOnceFixed,
      fix: { takesFixedToken: true },
      // Without a carrier the text was perhaps copied from where it is stored, not from what was sent.
      ...(carrier !== undefined && {
        forIssuer: `Please send the token as it is: your system encodes the whole of it in ${steps} one more time.`,
      }),
    };
  },
};

import type { Check } from '../../check.ts';

export const tokenTooLarge: Check<'token'> = {
  code: 'token-too-large',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token is larger than 64 KiB; no server takes such a header or URL.',
  solution: 'Put fewer claims into the token: a login needs little more than a name and times.',
  detect({ shape }) {
    if (shape.kind !== 'too-large') return undefined;
    return {
      cause: 'The token is larger than 64 KiB, so it was not looked at.',
      evidence: { sizeBytes: shape.sizeBytes, largestBytes: 65_536 },
      forIssuer: 'Your token is larger than 64 KiB; please leave out the claims that a login does not need.',
    };
  },
};

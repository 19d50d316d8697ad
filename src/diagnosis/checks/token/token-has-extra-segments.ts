import type { Check } from '../../check.ts';

export const tokenHasExtraSegments: Check<'token'> = {
  code: 'token-has-extra-segments',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The token has more than three parts: something hangs on it, or two tokens are glued together.',
  solution: 'Send one token alone: header, payload and signature with two dots between them.',
  detect({ shape }) {
    if (shape.kind !== 'too-many-segments') return undefined;
    const { count, holdsTwoTokens } = shape;
    return {
      cause: `The token has ${count} parts instead of three${holdsTwoTokens ? ': two tokens seem to be glued together' : ''}.`,
      evidence: { segments: count },
      forIssuer: `Please send one token alone: what arrives has ${count} parts instead of three.`,
    };
  },
};

import type { Check } from '../../check.ts';

export const tokenTruncated: Check<'token'> = {
  code: 'token-truncated',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The end of the token is missing: fewer than three parts, or a signature that is too short.',
  solution:
    'Copy the whole token, and look for a limit on the way: a database column, a URL or a log line that cuts it.',
  detect({ shape, shortSignature }) {
    const forIssuer = 'Your token arrives cut off: please look for a limit of length on its way.';
    if (shape.kind === 'too-few-segments') {
      if (shape.isElided) {
        return {
          cause: 'The token ends in "…": it was shortened for display, and its end is missing.',
          forIssuer,
        };
      }
      const parts = shape.count === 1 ? 'one part' : `${shape.count} parts`;
      return {
        cause: `The token has ${parts} instead of three: its end is missing.`,
        evidence: { segments: shape.count },
        forIssuer,
      };
    }
    if (!shortSignature) return undefined;
    const { actualBytes, expectedBytes, isPrefixOfRightMac } = shortSignature;
    return {
      cause: `The signature has ${actualBytes} bytes instead of ${expectedBytes}${
        isPrefixOfRightMac
          ? ', and they are the first bytes of the right one: the end of the token is missing'
          : ''
      }.`,
      evidence: { actualBytes, expectedBytes },
      proved: isPrefixOfRightMac,
      forIssuer,
    };
  },
};

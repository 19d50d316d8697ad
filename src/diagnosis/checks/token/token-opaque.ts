import type { Check } from '../../check.ts';

export const tokenOpaque: Check<'token'> = {
  code: 'token-opaque',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'This is no JWT: a session id, an opaque access token or something else was sent in its place.',
  solution: 'Send the JWT itself: three parts with two dots between them, the first beginning with "eyJ".',
  detect({ shape, isTheSecret }) {
    if (shape.kind !== 'opaque' || isTheSecret) return undefined;
    const { looksLike } = shape;
    if (looksLike === 'the name of a file') {
      return {
        cause: 'This is not a JWT; it looks like the name of a file.',
        solution: 'Give the name with `--token-file`, so that the token is read from the file.',
        evidence: { looksLike },
      };
    }
    return {
      cause: looksLike === undefined ? 'This is no JWT.' : `This is no JWT; it looks like ${looksLike}.`,
      evidence: looksLike === undefined ? {} : { looksLike },
      forIssuer: 'Your system sends something that is no JWT where the token should be.',
    };
  },
};

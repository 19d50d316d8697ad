import type { Check } from '../../check.ts';

export const tokenHasWhitespace: Check<'token'> = {
  code: 'token-has-whitespace',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'Blanks or line breaks stand inside the token, often because a mail program or a terminal wrapped it.',
  solution: 'Copy the token again as one line, or send it without line breaks.',
  detect({ innerBlanks, shape, wrappings, verifiesOnceFixed }) {
    if (innerBlanks === 0 || shape.kind === 'opaque' || shape.kind === 'empty') return undefined;
    const count =
      innerBlanks === 1 ? 'One blank or line break stands' : `${innerBlanks} blanks or line breaks stand`;
    return {
      cause: `${count} inside the token.${verifiesOnceFixed ? ' Without them its signature is right.' : ''}`,
      evidence: { blanks: innerBlanks },
      proved: verifiesOnceFixed,
      fix: { takesFixedToken: true },
      // A mail that quotes the token has wrapped it, too.
      ...(!wrappings.includes('quotation marks of a mail') && {
        forIssuer: 'Please send the token as one line: blanks or line breaks stand inside it.',
      }),
    };
  },
};

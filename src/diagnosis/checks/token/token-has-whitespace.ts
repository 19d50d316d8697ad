import type { Check } from '../../check.ts';

export const tokenHasWhitespace: Check<'token'> = {
  code: 'token-has-whitespace',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'There are blanks or line breaks inside the token, often because a mail program or a terminal wrapped it.',
  solution: 'Copy the token again as one line, or send it without line breaks.',
  detect({ innerBlanks, shape, wrappings, verifiesOnceFixed }) {
    if (innerBlanks === 0 || shape.kind === 'opaque' || shape.kind === 'empty') return undefined;
    const count =
      innerBlanks === 1
        ? 'There is one blank or line break'
        : `There are ${innerBlanks} blanks or line breaks`;
    return {
      cause: `${count} inside the token.${verifiesOnceFixed ? ' Without them its signature is right.' : ''}`,
      evidence: { blanks: innerBlanks },
      proved: verifiesOnceFixed,
      fix: { takesFixedToken: true },
      // A mail that quotes the token has wrapped it, too.
      ...(!wrappings.includes('quotation marks of a mail') && {
        forIssuer: 'Please send the token as one line: there are blanks or line breaks inside it.',
      }),
    };
  },
};

import type { Check } from '../../check.ts';

export const tokenHasWrapping: Check<'token'> = {
  code: 'token-has-wrapping',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'Something stands around the token that does not belong to it: quotes, a second "Bearer", punctuation or blanks.',
  solution: 'Send the bare token: three parts of letters, digits, "-" and "_", with two dots between them.',
  detect({ wrappings, shape, verifiesOnceFixed, configuration }) {
    if (wrappings.length === 0 || shape.kind === 'empty') return undefined;
    if (wrappings.includes('a second value of the same field')) {
      return {
        cause: `The field ${configuration.tokenName} stands there more than once with different values, and servers disagree which one counts.`,
        solution: 'Send the field once.',
        evidence: { field: configuration.tokenName },
        forIssuer: `Please send the field ${configuration.tokenName} once only.`,
      };
    }
    const harmful = wrappings.filter((wrapping) => wrapping !== 'blanks');
    if (harmful.length === 0) {
      return {
        severity: 'warning',
        cause: 'Blanks or line breaks stand around the token; they were taken off.',
        solution: 'Send the bare token: a server may not take them off.',
        evidence: { removed: wrappings },
      };
    }
    return {
      cause: `Around the token stand ${harmful.join(', ')}, which do not belong to it.`,
      evidence: { removed: wrappings },
      proved: verifiesOnceFixed,
      fix: { takesFixedToken: true },
      forIssuer: `Please send the bare token: around it your system sends ${harmful.join(', ')}.`,
    };
  },
};

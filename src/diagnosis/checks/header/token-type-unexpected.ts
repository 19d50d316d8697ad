import type { Check } from '../../check.ts';

/** Types of token that are made for another purpose than a login and must not serve for one. */
const foreignTypes = new Set(['logout+jwt', 'secevent+jwt', 'dpop+jwt']);

export const tokenTypeUnexpected: Check<'header'> = {
  code: 'token-type-unexpected',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The header\'s "typ" says that the token is made for something else than a login (RFC 8725 §3.11).',
  solution: 'Send a token that is made for logging in; its "typ" is "JWT" or absent.',
  detect({ header }) {
    if (!header.ok || !Object.hasOwn(header.value, 'typ')) return undefined;
    const { typ } = header.value;
    const forIssuer = 'Please send a token whose "typ" is "JWT": it must be made for logging in.';
    if (typeof typ !== 'string') return { cause: 'The header\'s "typ" is not text.', forIssuer };
    // RFC 7515 §4.1.9: a media type, compared without case, its "application/" left out.
    const type = typ.toLowerCase().replace(/^application\//, '');
    if (type === 'jwt') return undefined;
    if (foreignTypes.has(type)) {
      return {
        cause: `The token is a ${type}, which must not serve for a login.`,
        evidence: { type },
        forIssuer,
      };
    }
    return {
      severity: 'warning',
      cause: `The header's "typ" is "${typ}", not "JWT".`,
      solution: 'Make sure that this kind of token is meant for logging in.',
      evidence: { type: typ },
    };
  },
};

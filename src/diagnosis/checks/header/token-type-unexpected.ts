import { tokenTypeOf } from '../../../domain/token-type.ts';
import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const tokenTypeUnexpected: Check<'header'> = {
  code: 'token-type-unexpected',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The header\'s "typ" says that the token is made for something else than a login (RFC 8725 §3.11).',
  solution: 'Send a token that is made for logging in; its "typ" is "JWT" or absent.',
  detect({ header }) {
    if (!header.ok) return undefined;
    const { kind, type } = tokenTypeOf(header.value);
    const forIssuer = 'Please send a token whose "typ" is "JWT": it must be made for logging in.';
    switch (kind) {
      case 'login':
        return undefined;
      case 'not-text':
        return { cause: 'The header\'s "typ" is not text.', forIssuer };
      case 'foreign':
        return {
          cause: `The token is a ${showText(type)}, which must not serve for a login.`,
          evidence: { type },
          forIssuer,
        };
      case 'unknown':
        return {
          severity: 'warning',
          cause: `The header's "typ" is "${showText(type)}", not "JWT".`,
          solution: 'Make sure that this kind of token is meant for logging in.',
          evidence: { type },
        };
    }
  },
};

import type { StageFacts } from '../../../domain/evidence.ts';
import { tokenTypeOf } from '../../../domain/token-type.ts';
import type { Check, Symptom } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const tokenTypeUnexpected: Check<'header'> = {
  code: 'token-type-unexpected',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'The token is made for something else than a login (RFC 8725 §3.11): the header\'s "typ" says so, or the payload\'s "typ", "token_use" or "token_type" (Refresh, Offline, logout).',
  solution: 'Send a token that is made for logging in: the access token or the ID token.',
  detect({ header, foreignUse }) {
    if (foreignUse) return ofUse(foreignUse);
    if (!header.ok) return undefined;
    const { kind, type } = tokenTypeOf(header.value);
    const forIssuer = 'Please send a token whose "typ" is "JWT": it must be made for logging in.';
    switch (kind) {
      case 'login':
        return undefined;
      case 'not-text':
        return { cause: 'The header\'s "typ" is not text.', solution: NOT_TEXT, forIssuer };
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
          solution: 'Make sure that this kind of token is for logging in.',
          evidence: { type },
        };
    }
  },
};

const NOT_TEXT = 'The issuing system must write "typ" as text, "JWT", or leave it out.';

/** What to say where the payload says what the token is for: which token to send instead. */
function ofUse({ claim, use }: NonNullable<StageFacts['header']['foreignUse']>): Symptom {
  const shown = showText(use);
  return {
    cause: `The token's "${claim}" is "${shown}": it is not made for a login.`,
    solution: `Send the access token or the ID token, not the one whose "${claim}" is "${shown}".`,
    evidence: { claim, type: use },
    forIssuer: `Please send the access token or the ID token; the one you send has "${claim}": "${shown}".`,
  };
}

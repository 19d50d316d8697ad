import { breakerFor } from './broken-tokens.ts';
import { goodToken } from './forge-token.ts';
import { type BrokenToken, broken, type Issuance, unbreakable } from './issuance.ts';

/** The token of an issuance: a good one or, with a diagnosis code, one for which that code is reported. */
export function issueToken(issuance: Issuance, code: string | undefined): BrokenToken {
  if (code === undefined) return broken(goodToken(issuance));
  return breakerFor(code)?.(issuance) ?? unbreakable(needOf(code));
}

/** What a code needs that no token of one configuration can give. */
function needOf(code: string): string {
  switch (code) {
    case 'token-is-the-secret':
      return 'that would print the secret';
    case 'token-empty':
      return 'it is about no token at all';
    case 'signed-with-previous-secret':
      return 'such a token is made with --previous-secret';
    case 'signed-by-other-configuration':
      return 'such a token is made with the NAME of the other configuration, and verified with this one';
    default:
      return 'it is about the configuration, not about a token';
  }
}

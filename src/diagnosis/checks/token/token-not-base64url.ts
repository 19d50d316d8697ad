import type { AlphabetFault } from '../../../domain/evidence.ts';
import { unreachable } from '../../../domain/unreachable.ts';
import type { Check } from '../../check.ts';

export const tokenNotBase64url: Check<'token'> = {
  code: 'token-not-base64url',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause:
    'A part of the token is not base64url: it has "+", "/", "=" or another character that does not belong there, or was cut.',
  solution: 'Encode the three parts as base64url without padding (RFC 7515 §2), not as base64.',
  detect({ alphabetFaults, verifiesOnceFixed }) {
    const [first] = alphabetFaults;
    if (!first) return undefined;
    return {
      cause: `${alphabetFaults.map(describe).join(' ')}${verifiesOnceFixed ? ' Its signature is right otherwise.' : ''}`,
      evidence: {
        segment: first.segment,
        position: first.position,
        ...(first.character === undefined ? {} : { character: first.character }),
      },
      proved: verifiesOnceFixed,
      forIssuer: `The ${first.segment} of your token is not base64url without padding (RFC 7515 §2).`,
    };
  },
};

function describe({ segment, kind, character = '', position }: AlphabetFault): string {
  const at = `at character ${position}`;
  switch (kind) {
    case 'character': {
      const isBase64 = character === '+' || character === '/';
      return `The ${segment} has "${character}" ${at}, which base64url does not have${isBase64 ? '; base64 does' : ''}.`;
    }
    case 'padding':
      return `The ${segment} ends in "=" ${at}: padding, which a token does not have.`;
    case 'length':
      return `The ${segment} has a length that no base64url text has: a character is missing or too much.`;
    case 'last character not canonical':
      return `The ${segment} ends in "${character}" ${at}, which no encoder writes there: it was cut or changed.`;
    default:
      return unreachable(kind);
  }
}

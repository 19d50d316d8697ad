import type { Carrier } from '../../../domain/evidence.ts';
import type { Check } from '../../check.ts';

export const tokenEmpty: Check<'token'> = {
  code: 'token-empty',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'There is no token: nothing, or a word such as null or undefined in its place.',
  solution: 'Find out why the issuing system sends no token: often a variable that was never set.',
  detect({ shape, carrier, configuration: { tokenName } }) {
    if (shape.kind !== 'empty') return undefined;
    const { placeholder } = shape;
    if (placeholder !== undefined) {
      return {
        cause: `Instead of a token there is the placeholder "${placeholder}".`,
        evidence: { placeholder },
        forIssuer: `Your system sends the word "${placeholder}" where the token should be.`,
      };
    }
    const where = carrier === 'Authorization header' ? 'behind "Bearer"' : `in a field called ${tokenName}`;
    const cause = carrier === undefined ? 'The token is empty.' : `The ${carrier} has no token ${where}.`;
    return {
      cause,
      evidence: carrier === undefined ? {} : { carrier, tokenName },
      ...(!isMadeHere(carrier) && {
        forIssuer: `Your system sends no token; it belongs in the field ${tokenName}.`,
      }),
    };
  },
};

/** Whether administrators write such a carrier themselves: then it does not show what the issuing system sends. */
function isMadeHere(carrier: Carrier | undefined): boolean {
  switch (carrier) {
    case 'curl command':
    case 'fetch call':
    case 'PowerShell command':
    case 'source code':
    case 'Postman export':
    case 'Kubernetes Secret':
      return true;
    default:
      return false;
  }
}

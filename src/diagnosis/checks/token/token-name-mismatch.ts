import { fieldFault } from '../../../domain/configuration.ts';
import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const tokenNameMismatch: Check<'token'> = {
  code: 'token-name-mismatch',
  stage: 'token',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token comes in a field whose name is not the Token Name, so the server does not see it.',
  solution: 'Make Token Name and the name of the field that the issuing system fills the same.',
  detect({ otherField, carrier = 'text', configuration }) {
    if (otherField === undefined) return undefined;
    const { tokenName } = configuration;
    const shown = showText(otherField);
    const isFragment = otherField.startsWith('#');
    const isSettable =
      !isFragment && carrier !== 'Authorization header' && !fieldFault('tokenName', otherField);
    return {
      cause: isFragment
        ? `The token is behind the "#" of the URL, which browsers do not send to the server; it belongs in the parameter ${tokenName}.`
        : `The ${carrier} has the token in the field ${shown}, but Token Name is ${tokenName}.`,
      evidence: { found: otherField, tokenName, carrier },
      fix: isSettable ? { fields: { tokenName: otherField } } : { takesFixedToken: true },
      forIssuer: `Please send the token in the field ${tokenName}; it comes in ${shown}.`,
    };
  },
};

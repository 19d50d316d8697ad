import type { Check } from '../../check.ts';
import { typeOfClaim } from '../../show-claim.ts';

export const usernameNotText: Check<'mapping'> = {
  code: 'username-not-text',
  stage: 'mapping',
  severity: 'error',
  issue: 'User cannot log in via JWT',
  cause:
    'The claim that Username Field names holds no text: a number, null, an object, a list, or blanks only.',
  solution: 'The issuing system must send the login name as text, or set Username Field to another claim.',
  detect({ username, configuration: { usernameField } }) {
    if (!username) return undefined;
    const { value } = username;
    if (typeof value === 'string' && value.trim() !== '') return undefined;
    const found = value === '' ? 'empty' : typeof value === 'string' ? 'blank' : typeOfClaim(value);
    return {
      cause: `The claim ${usernameField} is ${found}; a login name is text.`,
      evidence: { usernameField, found },
      forIssuer: `Please send the claim "${usernameField}" as text; it is ${found}.`,
    };
  },
};

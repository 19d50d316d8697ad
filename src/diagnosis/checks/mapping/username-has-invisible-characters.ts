import { hasUnseen, showUnseen } from '../../../domain/unprintable.ts';
import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';

export const usernameHasInvisibleCharacters: Check<'mapping'> = {
  code: 'username-has-invisible-characters',
  stage: 'mapping',
  severity: 'error',
  issue: 'User cannot log in via JWT',
  cause:
    'The login name holds characters that no one can see: control, zero-width or direction characters, or blanks at its ends. It would be another user than it looks.',
  solution: 'The issuing system must send the login name without them; look at where it was copied from.',
  detect({ username, configuration: { usernameField } }) {
    const value = username?.value;
    if (typeof value !== 'string' || value.trim() === '' || !hasUnseen(value)) return undefined;
    const shown = showText(showUnseen(value));
    return {
      cause: `The claim ${usernameField} holds characters that cannot be seen: "${shown}".`,
      evidence: { usernameField, shown },
      forIssuer: `The login name in "${usernameField}" holds characters that cannot be seen: "${shown}".`,
    };
  },
};

import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const usernameIsPlaceholder: Check<'mapping'> = {
  code: 'username-is-placeholder',
  stage: 'mapping',
  severity: 'error',
  issue: 'User cannot log in via JWT',
  cause:
    'The login name was never filled in: it is a word such as undefined or null, or a template such as {{user.name}}. Everybody would log in as the same user.',
  solution:
    'The issuing system must put the login name of the user into the claim; look at where it takes it from.',
  detect({ username, isPlaceholderUsername, configuration: { usernameField } }) {
    if (!username || !isPlaceholderUsername) return undefined;
    const shown = showClaim(username.value);
    return {
      cause: `The claim ${usernameField} is ${shown}, which is no login name: everybody would log in as the same user.`,
      evidence: { usernameField, found: String(username.value) },
      forIssuer: `The claim "${usernameField}" of your token is ${shown}; please put the user's login name there.`,
    };
  },
};

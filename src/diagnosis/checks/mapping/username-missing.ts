import type { Check } from '../../check.ts';
import { showText } from '../../show-claim.ts';
import { usernameCandidate } from '../../username-candidate.ts';

/** How many claims a sentence lists. */
const MAX_LISTED = 12;

export const usernameMissing: Check<'mapping'> = {
  code: 'username-missing',
  stage: 'mapping',
  severity: 'error',
  issue: 'User cannot log in via JWT',
  cause: 'The token has no claim of the name that Username Field says.',
  solution: 'Set Username Field to the claim that holds the login name, or have the issuing system send it.',
  detect({ username, claims, configuration }) {
    const { usernameField } = configuration;
    if (username || usernameCandidate(claims, configuration)) return undefined;
    const present = Object.keys(claims);
    const listed = present.slice(0, MAX_LISTED).map(showText).join(', ');
    const more = present.length > MAX_LISTED ? ` and ${present.length - MAX_LISTED} more` : '';
    return {
      cause: `The token has no claim ${usernameField}; it has ${present.length === 0 ? 'none at all' : `${listed}${more}`}.`,
      evidence: { usernameField, present: present.slice(0, MAX_LISTED) },
      forIssuer: `Please put the login name into the claim "${usernameField}".`,
    };
  },
};

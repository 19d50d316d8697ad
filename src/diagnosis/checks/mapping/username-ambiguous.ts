import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const usernameAmbiguous: Check<'mapping'> = {
  code: 'username-ambiguous',
  stage: 'mapping',
  severity: 'error',
  issue: 'User cannot log in via JWT',
  cause:
    'Username Field names two claims: one of exactly that name, such as "user.login", and one inside another claim. Servers disagree about which of them counts. It is a warning where both have the same value.',
  solution:
    'The issuing system must send only one of the two, or set Username Field to a JSON Pointer, which names one claim only.',
  detect({ username, hiddenUsername, configuration: { usernameField } }) {
    if (!username || !hiddenUsername) return undefined;
    const isSame = hiddenUsername.value === username.value;
    return {
      severity: isSame ? 'warning' : 'error',
      cause: `The token has a claim of exactly the name ${usernameField} (${showClaim(username.value)}), and one inside another claim (${showClaim(hiddenUsername.value)}).`,
      solution: `The issuing system must send only one of the two, or set Username Field to ${pointerTo(usernameField)}, which names the first one only.`,
      evidence: { usernameField, isSame },
      forIssuer: `Your token has the login name twice, as "${usernameField}" and inside another claim; please send only one of them.`,
    };
  },
};

/** The JSON Pointer (RFC 6901) to the claim of exactly that name. */
function pointerTo(name: string): string {
  return `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

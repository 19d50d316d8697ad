import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const audienceMismatch: Check<'claims'> = {
  code: 'audience-mismatch',
  stage: 'claims',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'The token\'s "aud" names none of the configured audiences (RFC 7519 §4.1.3): it is for another server.',
  solution: 'The issuing system must name this server in "aud", or add its audience to the configuration.',
  detect({ audience, misplaced, wrongTypes }) {
    if (!audience) return undefined;
    // A value that is no text, or an "aud" that is somewhere else, has a code of its own.
    const isExplained =
      misplaced.some(({ explains }) => explains === 'audience') ||
      wrongTypes.some(({ name }) => name === 'aud');
    if (isExplained) return undefined;
    const { expected, found } = audience;
    const wanted = oneOf(expected);
    return {
      cause: `The token's "aud" is ${showClaim(found)}; the configured Audience is ${wanted}.`,
      evidence: { expected, found: typeof found === 'string' ? found : null },
      forIssuer: `Please put ${wanted} into "aud"; it is ${showClaim(found)}.`,
    };
  },
};

/** The maximum number of audiences in a sentence. */
const MAX_LISTED = 5;

function oneOf(audiences: readonly string[]): string {
  const told = audiences.slice(0, MAX_LISTED).map(showClaim);
  const rest = audiences.length - told.length;
  return [...told, ...(rest > 0 ? [`one of ${rest} more`] : [])].join(' or ');
}

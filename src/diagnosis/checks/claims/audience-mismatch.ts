import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const audienceMismatch: Check<'claims'> = {
  code: 'audience-mismatch',
  stage: 'claims',
  severity: 'error',
  issue: 'Unauthorized access',
  cause:
    'The token\'s "aud" names none of the configured audiences (RFC 7519 §4.1.3): it is meant for another server.',
  solution: 'Let the issuing system name this server in "aud", or add its audience to the configuration.',
  detect({ audience, payload }) {
    if (!audience || !payload.ok) return undefined;
    const { expected, found } = audience;
    return {
      cause: `The token's "aud" is ${showClaim(found)}; the configured Audience is ${expected.map(showClaim).join(' or ')}.`,
      evidence: { expected, found: typeof found === 'string' ? found : null },
      forIssuer: `Please put ${expected.map(showClaim).join(' or ')} into "aud"; it is ${showClaim(found)}.`,
    };
  },
};

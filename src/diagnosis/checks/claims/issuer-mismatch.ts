import { fieldFault } from '../../../domain/configuration.ts';
import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const issuerMismatch: Check<'claims'> = {
  code: 'issuer-mismatch',
  stage: 'claims',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The token\'s "iss" is not the configured Issuer, character by character (RFC 7519 §4.1.1).',
  solution: 'Make the Issuer of the configuration and the "iss" of the issuing system the same.',
  detect({ issuer, misplaced, wrongTypes }) {
    if (!issuer) return undefined;
    // A value that is no text, or an "iss" that is somewhere else, has a code of its own.
    const isExplained =
      misplaced.some(({ explains }) => explains === 'issuer') ||
      wrongTypes.some(({ name }) => name === 'iss');
    if (isExplained) return undefined;
    const { expected, found } = issuer;
    return {
      cause: `The token's "iss" is ${showClaim(found)}; the configured Issuer is ${showClaim(expected)}.`,
      evidence: { expected, found: typeof found === 'string' ? found : null },
      ...(typeof found === 'string' &&
        !fieldFault('issuer', found) && { fix: { fields: { issuer: found } } }),
      forIssuer: `Please set "iss" to ${showClaim(expected)}; it is ${showClaim(found)}.`,
    };
  },
};

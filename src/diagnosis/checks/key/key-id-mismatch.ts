import type { Check } from '../../check.ts';
import { showClaim } from '../../show-claim.ts';

export const keyIdMismatch: Check<'key'> = {
  code: 'key-id-mismatch',
  stage: 'key',
  severity: 'warning',
  issue: 'JWT authentication fails',
  cause:
    'The token names another key ("kid") than the one that is stored: the issuing system has probably changed its key. It is an error where the signature is wrong as well.',
  solution: 'Get the current key of the issuing system and store it.',
  detect({ keyId, configuration }) {
    if (!keyId) return undefined;
    const { configured, found, isOfOtherKey } = keyId;
    const difference = `The token names the key ${showClaim(found)}, but the stored key is ${showClaim(configured)}`;
    return {
      severity: isOfOtherKey ? 'error' : 'warning',
      cause: isOfOtherKey
        ? `${difference}: the issuing system has probably changed its key.`
        : `${difference}. Check whether the issuing system is about to change its key.`,
      evidence: { found, configured },
      ...(isOfOtherKey && {
        fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'key file' }],
      }),
      forIssuer: `Your token names the key ${showClaim(found)}; we have ${showClaim(configured)}. Please send us the current public key, or sign with the one that we have.`,
    };
  },
};

import { toIsoSeconds } from '../../domain/instant.ts';
import { keyTrouble } from '../../domain/key-trouble.ts';
import { isPreviousAccepted, previousAcceptedUntil } from '../../domain/previous-secret.ts';
import type { Audit } from '../audit-type.ts';

export const previousSecretUnusable: Audit<'configuration'> = {
  code: 'previous-secret-unusable',
  scope: 'configuration',
  stage: 'key',
  severity: 'warning',
  issue: 'JWT authentication fails',
  cause:
    'The previous secret is to be accepted still, but cannot be used: its variable or file is gone, or it does not fit the Signature Algorithm. Tokens that are signed with it are refused already.',
  solution: 'Put it back where it was, or take it away if the issuing system signs with the new one.',
  detect({ configuration, previousKey, key: { now } }) {
    const acceptedUntil = previousAcceptedUntil(configuration);
    const trouble = previousKey && keyTrouble(previousKey);
    if (acceptedUntil === undefined || trouble === undefined) return undefined;
    if (!isPreviousAccepted(configuration, now)) return undefined;
    const moment = toIsoSeconds(acceptedUntil);
    return {
      cause: `The previous secret is to be accepted until ${moment}, but cannot be used (${trouble}): tokens that are signed with it are refused already.`,
      evidence: { acceptedUntil: moment, trouble },
      fixes: [{ kind: 'unset', configuration: configuration.name, field: 'previousSecret' }],
    };
  },
};

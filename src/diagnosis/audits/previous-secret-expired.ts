import { toIsoSeconds } from '../../domain/instant.ts';
import { isPreviousAccepted, previousAcceptedUntil } from '../../domain/previous-secret.ts';
import type { Audit } from '../audit-type.ts';

export const previousSecretExpired: Audit<'configuration'> = {
  code: 'previous-secret-expired',
  scope: 'configuration',
  stage: 'key',
  severity: 'warning',
  issue: 'Unauthorized access',
  cause: 'The previous secret is no longer accepted but is still stored, and can still leak.',
  solution: 'Take it away.',
  detect({ configuration, key: { now } }) {
    const acceptedUntil = previousAcceptedUntil(configuration);
    if (acceptedUntil === undefined || isPreviousAccepted(configuration, now)) return undefined;
    const moment = toIsoSeconds(acceptedUntil);
    return {
      cause: `The previous secret has been refused since ${moment} but is still stored, and can still leak.`,
      evidence: { acceptedUntil: moment },
      fixes: [{ kind: 'unset', configuration: configuration.name, field: 'previousSecret' }],
    };
  },
};

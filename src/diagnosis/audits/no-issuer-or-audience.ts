import type { Audit } from '../audit-type.ts';

export const noIssuerOrAudience: Audit<'configuration'> = {
  code: 'no-issuer-or-audience',
  scope: 'configuration',
  stage: 'config',
  severity: 'warning',
  issue: 'Unauthorized access',
  cause:
    'Neither Issuer nor Audience is configured, so that any token which was signed with this key for another purpose logs in, too.',
  solution: 'Set Issuer and Audience to what the issuing system puts into "iss" and "aud".',
  detect({ configuration }) {
    if (configuration.issuer !== undefined || configuration.audience !== undefined) return undefined;
    return {
      cause: this.cause,
      fixes: [{ kind: 'set', configuration: configuration.name, fields: ['issuer', 'audience'] }],
    };
  },
};

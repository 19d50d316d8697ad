import type { Check } from '../../check.ts';

export const tokenForMicrosoftGraph: Check<'header'> = {
  code: 'token-for-microsoft-graph',
  stage: 'header',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The token is an access token for Microsoft Graph. It has a "nonce" in its header that is replaced before signing, so that no other service can verify it.',
  solution:
    'Send an access token for an API of your own (request its scope, such as api://CLIENT_ID/access), or the id_token.',
  detect({ graphToken }) {
    if (graphToken === undefined) return undefined;
    const isProved = graphToken === 'proved';
    return {
      cause: isProved
        ? 'The token is for Microsoft Graph alone: its signature is right only with the SHA-256 of the "nonce" in the header in the place of the nonce.'
        : 'The token is probably for Microsoft Graph alone: its audience is Microsoft Graph, and it has a "nonce" in its header.',
      proved: isProved,
      forIssuer:
        'You send an access token for Microsoft Graph, which only Graph can verify; please request a token for our API, or send the id_token.',
    };
  },
};

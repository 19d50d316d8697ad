import type { Check } from '../../check.ts';

export const tokenIsTheSecret: Check<'token'> = {
  code: 'token-is-the-secret',
  stage: 'token',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'What was given as the token is the Secret Key of this configuration.',
  solution:
    'Send a token that was signed with the secret. If the secret went out on the way, replace it by a new one.',
  detect({ isTheSecret, configuration: { name } }) {
    if (!isTheSecret) return undefined;
    return {
      cause: `What was given as the token is the Secret Key of ${name} itself.`,
      forIssuer:
        'Your system sends the secret itself instead of a token signed with it; the secret must be replaced.',
    };
  },
};

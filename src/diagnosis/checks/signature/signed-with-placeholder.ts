import type { Check } from '../../check.ts';

export const signedWithPlaceholder: Check<'signature'> = {
  code: 'signed-with-placeholder',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'SECURITY: the secret of the issuing system was never set. It signs with a text that anyone can guess: an empty one, "undefined", a shipped default, the name of the variable, or a path.',
  solution:
    'Do not store that text here. Set the Secret Key at the issuing system, and find out why it was not set; until then anyone can sign such tokens.',
  detect({ explanation, configuration: { name } }) {
    if (explanation?.key.kind !== 'placeholder') return undefined;
    const { what } = explanation.key;
    return {
      cause: `SECURITY: the token was signed with ${what}, not with the secret of ${name}. Anyone can sign such tokens.`,
      proved: true,
      evidence: { signedWith: what },
      forIssuer: `Your tokens are signed with ${what}: the secret was never set in your system, so that anyone can sign them. Please set it, and make sure that your system refuses to start without it.`,
    };
  },
};

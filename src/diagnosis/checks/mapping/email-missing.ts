import type { Check } from '../../check.ts';

export const emailMissing: Check<'mapping'> = {
  code: 'email-missing',
  stage: 'mapping',
  severity: 'warning',
  issue: 'User cannot log in via JWT',
  cause: 'The token has no text in the claim that Email Field says, so that the user gets no e-mail address.',
  solution: 'Set Email Field to the right claim, or unset it.',
  detect({ email, configuration }) {
    const value = email?.found?.value;
    if (!email || (typeof value === 'string' && value.trim() !== '')) return undefined;
    return {
      cause: `The token has no text in the claim ${email.field}, so that the user gets no e-mail address.`,
      evidence: { emailField: email.field },
      fixes: [{ kind: 'unset', configuration: configuration.name, field: 'emailField' }],
    };
  },
};

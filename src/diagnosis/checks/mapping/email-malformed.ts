import { hasUnprintable } from '../../../domain/unprintable.ts';
import type { Check } from '../../check.ts';

export const emailMalformed: Check<'mapping'> = {
  code: 'email-malformed',
  stage: 'mapping',
  severity: 'warning',
  issue: 'User cannot log in via JWT',
  cause: 'What the Email Field claim holds is no e-mail address.',
  solution:
    'Set Email Field to the claim that holds the address, or have the issuing system send a whole one.',
  detect({ email }) {
    const value = email?.found?.value;
    if (!email || typeof value !== 'string' || value.trim() === '') return undefined;
    // One "@" with text on both sides is enough: the form cannot show whether mail arrives there.
    if (/^[^\s@]+@[^\s@]+$/.test(value) && !hasUnprintable(value)) return undefined;
    return {
      cause: `The claim ${email.field} holds no e-mail address.`,
      evidence: { emailField: email.field },
    };
  },
};

import type { Check } from '../../check.ts';

export const nameMissing: Check<'mapping'> = {
  code: 'name-missing',
  stage: 'mapping',
  severity: 'warning',
  issue: 'User cannot log in via JWT',
  cause: 'The token has no text in the claim that Name Field says, so that the user gets no full name.',
  solution: 'Set Name Field to the right claim, or unset it.',
  detect({ name, configuration }) {
    const value = name?.found?.value;
    if (!name || (typeof value === 'string' && value.trim() !== '')) return undefined;
    return {
      cause: `The token has no text in the claim ${name.field}, so that the user gets no full name.`,
      evidence: { nameField: name.field },
      fixes: [{ kind: 'unset', configuration: configuration.name, field: 'nameField' }],
    };
  },
};

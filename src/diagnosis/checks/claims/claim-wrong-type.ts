import type { Check } from '../../check.ts';
import { describeWrongTypes } from '../../wrong-types.ts';

export const claimWrongType: Check<'claims'> = {
  code: 'claim-wrong-type',
  stage: 'claims',
  severity: 'warning',
  issue: 'Token is malformed',
  cause:
    'A claim has a value that other servers refuse: "iss", "sub" or "jti" that is no text, "aud" with a member that is no text, half a surrogate pair, or a number beyond a double. It is an error for a configured claim.',
  solution:
    'The issuing system must write "iss", "sub" and "jti" as text, and "aud" as text or a list of texts.',
  detect({ wrongTypes, issuer, audience }) {
    if (wrongTypes.length === 0) return undefined;
    const names = wrongTypes.map(({ name }) => name);
    const isFailing =
      (issuer !== undefined && names.includes('iss')) || (audience !== undefined && names.includes('aud'));
    return {
      severity: isFailing ? 'error' : 'warning',
      ...describeWrongTypes('claim', wrongTypes),
    };
  },
};

import type { Check } from '../../check.ts';
import { describeWrongTypes } from '../../wrong-types.ts';

export const headerWrongType: Check<'header'> = {
  code: 'header-wrong-type',
  stage: 'header',
  severity: 'warning',
  issue: 'Token is malformed',
  cause:
    'A header member has a value that other servers refuse: "kid" or "cty" that is no text (RFC 7515 §4.1), half a surrogate pair, or a number beyond a double. A "typ" that is no text is token-type-unexpected.',
  solution: 'The issuing system must write "kid" and "cty" as text, or leave them out.',
  detect({ wrongTypes }) {
    return wrongTypes.length === 0 ? undefined : describeWrongTypes('header member', wrongTypes);
  },
};

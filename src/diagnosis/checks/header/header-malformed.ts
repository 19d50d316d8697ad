import type { Check } from '../../check.ts';
import { malformedPart } from '../../malformed-part.ts';

export const headerMalformed: Check<'header'> = {
  code: 'header-malformed',
  stage: 'header',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The first part of the token is not a JSON object in UTF-8, or has a name twice.',
  solution: 'Build the token with a JWT library; the text was changed or put together by hand.',
  detect({ header }) {
    return malformedPart('header', header);
  },
};

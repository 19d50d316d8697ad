import type { Check } from '../../check.ts';
import { malformedPart } from '../../malformed-part.ts';

export const payloadMalformed: Check<'claims'> = {
  code: 'payload-malformed',
  stage: 'claims',
  severity: 'error',
  issue: 'Token is malformed',
  cause: 'The second part of the token is not a JSON object in UTF-8, or has a name twice.',
  solution: 'Build the token with a JWT library; the text was changed or put together by hand.',
  detect({ payload }) {
    return malformedPart('payload', payload);
  },
};

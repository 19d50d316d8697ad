import { usernameCandidateCheck } from '../../username-candidate-check.ts';

export const usernameNearMiss = usernameCandidateCheck(
  {
    code: 'username-near-miss',
    cause:
      'The token has no claim of the name that Username Field says, but one with a similar or a usual name for a login (sub, preferred_username, upn …).',
    solution: 'Set Username Field to that claim if it holds the login name.',
  },
  'near-miss',
  (field, candidate) => `The token has no claim ${field}; ${candidate} may hold the login name`,
);

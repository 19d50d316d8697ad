import { usernameCandidateCheck } from '../../username-candidate-check.ts';

export const usernameNested = usernameCandidateCheck(
  {
    code: 'username-nested',
    cause: 'The claim that Username Field names is deeper in the token, inside another claim.',
    solution: 'Set Username Field to the whole path, with dots.',
  },
  'nested',
  (field, candidate) => `The token has no claim ${field} at its top; deeper down it has ${candidate}`,
);

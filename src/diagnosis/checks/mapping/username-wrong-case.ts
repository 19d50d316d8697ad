import { usernameCandidateCheck } from '../../username-candidate-check.ts';

export const usernameWrongCase = usernameCandidateCheck(
  {
    code: 'username-wrong-case',
    cause:
      'The token has the claim that Username Field says, but in another spelling of case, "_" or "-": names of claims are compared to the letter.',
    solution: 'Set Username Field to the spelling that the token has.',
  },
  'wrong-case',
  (field, candidate) =>
    `The token has no claim ${field}, but it has ${candidate}, which differs in case or separators only`,
);

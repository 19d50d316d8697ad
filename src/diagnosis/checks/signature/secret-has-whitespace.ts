import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretHasWhitespace = damagedSecretCheck({
  code: 'secret-has-whitespace',
  cause:
    'A blank or a line break is around the secret on one side only: echo adds one, and files end in one.',
  solution: 'Store the secret exactly as the issuing system has it; printf and --secret-file add nothing.',
});

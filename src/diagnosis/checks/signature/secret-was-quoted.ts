import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretWasQuoted = damagedSecretCheck({
  code: 'secret-was-quoted',
  cause:
    'The quotes around the secret count as part of it on one side only, as some .env readers and YAML files have it.',
  solution: 'Store the secret without its quotes on both sides.',
});

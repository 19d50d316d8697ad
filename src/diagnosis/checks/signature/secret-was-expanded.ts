import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretWasExpanded = damagedSecretCheck({
  code: 'secret-was-expanded',
  cause:
    'A shell, a .env file or a Compose file has changed the secret: words after $ lost, cut off at #, backslashes or line breaks changed.',
  solution: 'Quote the secret where the issuing system sets it, or use a secret of letters and digits alone.',
});

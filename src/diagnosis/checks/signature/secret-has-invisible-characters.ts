import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretHasInvisibleCharacters = damagedSecretCheck({
  code: 'secret-has-invisible-characters',
  cause:
    'The secret holds characters that look alike or cannot be seen, or was turned into the bytes of another character set.',
  solution: 'Use a secret of ASCII letters and digits on both sides.',
});

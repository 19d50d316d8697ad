import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretIsWrapped = damagedSecretCheck({
  code: 'secret-is-wrapped',
  cause:
    'One side uses the whole text, the other only the secret inside it: behind "base64:" or "hex:", in a JSON text, or behind a name with "=" or ":".',
  solution: 'Use the same text on both sides: the secret alone, or the whole text.',
});

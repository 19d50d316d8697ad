import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretIsNotHex = damagedSecretCheck({
  code: 'secret-is-not-hex',
  cause:
    'The configuration decodes the secret as hexadecimal, but the issuing system signs with its text as it is.',
  solution: 'Set the encoding of the Secret Key to utf8.',
});

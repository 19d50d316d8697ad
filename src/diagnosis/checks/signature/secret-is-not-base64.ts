import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretIsNotBase64 = damagedSecretCheck({
  code: 'secret-is-not-base64',
  cause:
    'The configuration decodes the secret as base64, but the issuing system signs with its text as it is.',
  solution: 'Set the encoding of the Secret Key to utf8.',
});

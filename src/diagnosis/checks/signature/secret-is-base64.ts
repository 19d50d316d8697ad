import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretIsBase64 = damagedSecretCheck({
  code: 'secret-is-base64',
  cause:
    'The secret is base64 text: the issuing system decodes it before it signs, and the configuration takes the text as it is.',
  solution: 'Set the encoding of the Secret Key to base64 (or base64url).',
});

import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretIsHex = damagedSecretCheck({
  code: 'secret-is-hex',
  cause:
    'The secret is hexadecimal text: the issuing system decodes it before it signs, and the configuration does not.',
  solution: 'Set the encoding of the Secret Key to hex.',
});

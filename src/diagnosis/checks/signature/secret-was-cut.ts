import { damagedSecretCheck } from '../../damaged-secret-check.ts';

export const secretWasCut = damagedSecretCheck({
  code: 'secret-was-cut',
  cause:
    'One side lost a part of the secret: its "=" padding, what is behind a "=", ";", "&" or NUL byte, or all beyond a length such as 32 or 72 bytes.',
  solution: 'Restore the secret on the side that lost a part of it.',
});

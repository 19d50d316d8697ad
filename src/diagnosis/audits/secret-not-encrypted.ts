import type { Audit } from '../audit-type.ts';

export const secretNotEncrypted: Audit<'configuration'> = {
  code: 'secret-not-encrypted',
  scope: 'configuration',
  stage: 'key',
  severity: 'warning',
  issue: 'Unauthorized access',
  cause:
    'The secret is in the store in plain text, although the store encrypts its secrets: it was put there without jwtadm.',
  solution:
    'Encrypt it; if anyone else has seen the file, in a backup or in version control, replace the secret.',
  detect({ isLeftPlain }) {
    return isLeftPlain ? { cause: this.cause, fixes: [{ kind: 'encrypt' }] } : undefined;
  },
};

import type { Check } from '../../check.ts';

export const privateKeyStored: Check<'key'> = {
  code: 'private-key-stored',
  stage: 'key',
  severity: 'warning',
  issue: 'Configuration is not usable',
  cause:
    'A private key is stored where its public half suffices: anyone who reads it can sign tokens for anyone.',
  solution: 'Store the public key instead, and keep the private one with the issuing system alone.',
  detect({ holdsPrivateKey, configuration }) {
    if (!holdsPrivateKey) return undefined;
    return {
      cause: this.cause,
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'public key file' }],
    };
  },
};

import type { Check } from '../../check.ts';

export const publicKeyAsSecret: Check<'key'> = {
  code: 'public-key-as-secret',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'An HS algorithm needs a shared secret, but the Secret Key is the text of a key or certificate. A public key is known to everybody, so anyone could sign tokens with it.',
  solution: 'Store the secret that the issuer signs with, or set the algorithm of the key.',
  detect(key) {
    if (key.state !== 'key-as-secret') return undefined;
    const { looksLike, found, configuration } = key;
    return {
      cause: `${configuration.signatureAlgorithm} needs a shared secret, but the Secret Key is ${found}. Anyone who has the public key could sign tokens with it.`,
      evidence: { looksLike },
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'secret file' }],
    };
  },
};

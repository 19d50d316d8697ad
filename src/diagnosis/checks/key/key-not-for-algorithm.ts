import type { Check } from '../../check.ts';

export const keyNotForAlgorithm: Check<'key'> = {
  code: 'key-not-for-algorithm',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'The Secret Key and the Signature Algorithm do not fit: HS needs a shared secret, RS and PS an RSA key, ES an EC key on its curve, EdDSA an Ed25519 or Ed448 key, and Ed25519 and Ed448 the key of their name.',
  solution: 'Store the key that the algorithm needs, or set the algorithm that fits the key.',
  detect(key) {
    if (key.state !== 'unfit') return undefined;
    const { found, needed, configuration } = key;
    return {
      cause: `${configuration.signatureAlgorithm} needs ${needed}, but the Secret Key is ${found}.`,
      evidence: { found, needed },
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'key file' }],
    };
  },
};

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
    const { found, needed, fits = [], configuration } = key;
    const { signatureAlgorithm } = configuration;
    // An EC key fits only one algorithm, which its curve determines.
    const [own, ...others] = signatureAlgorithm.startsWith('ES') ? fits : [];
    const isOtherCurve = own?.startsWith('ES') && others.length === 0;
    return {
      cause: `${signatureAlgorithm} needs ${needed}, but the Secret Key is ${found}.`,
      ...(isOtherCurve && {
        solution: `With this key the issuer must sign with ${own}, and the Signature Algorithm must be ${own}. For ${signatureAlgorithm}, both sides need ${needed}.`,
        forIssuer: `Sign with ${own}, the only algorithm for a key on this curve, and name it in alg; or use ${needed} for ${signatureAlgorithm}.`,
      }),
      evidence: { found, needed },
      fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'key file' }],
    };
  },
};

import type { Check } from '../../check.ts';

export const keyTooWeak: Check<'key'> = {
  code: 'key-too-weak',
  stage: 'key',
  severity: 'error',
  issue: 'Configuration is not usable',
  cause:
    'The key does not protect anything: an empty secret, an RSA key under 2048 bits or with a small exponent.',
  solution: 'Make a stronger key, give it to the issuing system, and store it here.',
  detect(key) {
    if (key.state !== 'weak') return undefined;
    return {
      cause: `The Secret Key cannot be used: ${key.weakness}.`,
      evidence: { weakness: key.weakness, ...(key.facts && { bits: key.facts.bits }) },
      fixes: [{ kind: 'replace-secret', configuration: key.configuration.name, by: 'key file' }],
    };
  },
};

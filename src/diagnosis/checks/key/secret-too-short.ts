import { traitsOf } from '../../../domain/algorithm.ts';
import type { Check } from '../../check.ts';

export const secretTooShort: Check<'key'> = {
  code: 'secret-too-short',
  stage: 'key',
  severity: 'warning',
  issue: 'Configuration is not usable',
  cause:
    'The secret is shorter than the hash of its algorithm (RFC 7518 §3.2: 256, 384 or 512 bits), so that it may be guessed from one token.',
  solution: 'Generate a longer secret and give it to the issuing system.',
  detect(key) {
    const traits = traitsOf(key.configuration.signatureAlgorithm);
    if (key.state !== 'usable' || traits.family !== 'HMAC') return undefined;
    const { bits } = key.facts;
    const leastBits = traits.hashBytes * 8;
    if (bits >= leastBits) return undefined;
    return {
      cause: `The secret has ${bits} bits; ${key.configuration.signatureAlgorithm} asks for ${leastBits} at least (RFC 7518 §3.2).`,
      evidence: { bits, leastBits },
      fixes: [{ kind: 'replace-secret', configuration: key.configuration.name, by: 'generated secret' }],
    };
  },
};

import { isSignatureAlgorithm } from '../../../domain/algorithm.ts';
import type { Check } from '../../check.ts';
import { algorithmOf } from '../../header-algorithm.ts';

export const algorithmMismatch: Check<'header'> = {
  code: 'algorithm-mismatch',
  stage: 'header',
  severity: 'error',
  issue: 'Unauthorized access',
  cause: 'The token was signed with another algorithm than the Signature Algorithm of the configuration.',
  solution: 'Make Signature Algorithm and the algorithm of the issuing system the same.',
  detect({ header, configuration, verifiesUnderHeaderAlgorithm, foreignUse }) {
    const found = header.ok ? algorithmOf(header.value) : undefined;
    const { signatureAlgorithm: configured } = configuration;
    if (!isSignatureAlgorithm(found) || found === configured) return undefined;
    const isProved = verifiesUnderHeaderAlgorithm === true;
    // The right kind of token may well be signed with the configured algorithm.
    if (foreignUse) {
      return {
        cause: `The token says ${found}, but Signature Algorithm is ${configured}.`,
        solution: 'Send the right kind of token first; its algorithm may be the right one.',
        evidence: { found, configured },
        proved: isProved,
      };
    }
    return {
      cause: `The token says ${found}, but Signature Algorithm is ${configured}.${
        isProved ? ` Under ${found} its signature is right with this Secret Key.` : ''
      }`,
      solution: isProved
        ? `Set Signature Algorithm to ${found}, or have the issuing system sign with ${configured}.`
        : this.solution,
      evidence: { found, configured },
      proved: isProved,
      ...(isProved && { fix: { fields: { signatureAlgorithm: found } } }),
      forIssuer: `Your token is signed with ${found}; the server expects ${configured}.`,
    };
  },
};

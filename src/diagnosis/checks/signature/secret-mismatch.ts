import { isHmac } from '../../../domain/algorithm.ts';
import type { KeyFacts } from '../../../domain/evidence.ts';
import type { Check } from '../../check.ts';
import { editCommand } from '../../mending-command.ts';

export const secretMismatch: Check<'signature'> = {
  code: 'secret-mismatch',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token was signed with another key than the Secret Key, or was changed after it was signed.',
  solution: 'Verify the Secret Key: it must be the one that the issuing system signs with, to the letter.',
  detect({ state, key, explanation, configuration }) {
    if (state !== 'wrong' || explanation) return undefined;
    const { name, signatureAlgorithm } = configuration;
    const isShared = isHmac(signatureAlgorithm);
    return {
      cause: `The token was not signed with the ${isShared ? 'secret' : 'key'} of ${name} (${describe(key)}), or it was changed afterwards.`,
      evidence: {
        kind: key.kind,
        bits: key.bits,
        ...(key.fingerprint !== undefined && { fingerprint: key.fingerprint }),
      },
      commands: [
        editCommand(configuration, ...(isShared ? ['--secret-stdin'] : ['--secret-file', 'PUBLIC_KEY_FILE'])),
      ],
      // A secret's fingerprint is keyed with this store's own key: the issuer cannot compute it.
      forIssuer: `The signature of your token does not match the ${isShared ? `secret that we have (${key.bits} bits)` : `public key that we have (${describe(key)})`}; please compare the two.`,
    };
  },
};

function describe({ kind, bits, fingerprint }: KeyFacts): string {
  return `${kind}, ${bits} bits${fingerprint === undefined ? '' : `, fingerprint ${fingerprint}`}`;
}

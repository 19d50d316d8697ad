import { isHmac } from '../../../domain/algorithm.ts';
import type { KeyFacts, PreviousSecretEvidence } from '../../../domain/evidence.ts';
import { toIsoSeconds } from '../../../domain/instant.ts';
import { keyTrouble } from '../../../domain/key-trouble.ts';
import type { Check } from '../../check.ts';

export const secretMismatch: Check<'signature'> = {
  code: 'secret-mismatch',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause: 'The token was signed with another key than the Secret Key, or was changed after it was signed.',
  solution: 'Verify the Secret Key: it must be the one that the issuing system signs with, to the letter.',
  detect({ state, signedWith, key, previous, explanation, configuration }) {
    if (state !== 'wrong' || signedWith || explanation) return undefined;
    const { name, signatureAlgorithm } = configuration;
    const isShared = isHmac(signatureAlgorithm);
    return {
      cause: `The token was not signed with the ${isShared ? 'secret' : 'key'} of ${name} (${describe(key)})${describePrevious(previous)}`,
      evidence: {
        kind: key.kind,
        bits: key.bits,
        ...(key.fingerprint !== undefined && { fingerprint: key.fingerprint }),
      },
      fixes: [
        { kind: 'replace-secret', configuration: name, by: isShared ? 'typed secret' : 'public key file' },
      ],
      // A secret's fingerprint is keyed with this store's own key: the issuer cannot compute it.
      forIssuer: `The signature of your token does not match the ${isShared ? `secret that we have (${key.bits} bits)` : `public key that we have (${describe(key)})`}; please compare the two.`,
    };
  },
};

/** What is to be said of the previous secret, as the end of the sentence; and the next one where it could not be tried. */
function describePrevious(previous: PreviousSecretEvidence | undefined): string {
  const trouble = previous && keyTrouble(previous.key);
  const changed = 'or it was changed afterwards.';
  if (!previous) return `, ${changed}`;
  if (trouble === undefined) return `, nor with its previous one, ${changed}`;
  return `, ${changed} The previous one, accepted until ${toIsoSeconds(previous.acceptedUntil)}, could not be tried (${trouble}).`;
}

function describe({ kind, bits, fingerprint }: KeyFacts): string {
  return `${kind}, ${bits} bits${fingerprint === undefined ? '' : `, fingerprint ${fingerprint}`}`;
}

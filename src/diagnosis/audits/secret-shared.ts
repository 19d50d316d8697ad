import { isHmac } from '../../domain/algorithm.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Audit } from '../audit-type.ts';

/** The maximum number of names in a sentence; the evidence lists names up to the second limit. */
const NAMES_IN_SENTENCE = 5;
const NAMES_IN_EVIDENCE = 100;

export const secretShared: Audit<'configuration'> = {
  code: 'secret-shared',
  scope: 'configuration',
  stage: 'key',
  severity: 'warning',
  issue: 'Unauthorized access',
  cause:
    'Another configuration has the same secret, so that either issuer can sign tokens for the other and a leak opens both; or the same public key, and neither Issuer nor Audience distinguishes their tokens.',
  solution: 'Give each configuration a secret of its own.',
  detect({ configuration, sameKey }) {
    const isSecret = isHmac(configuration.signatureAlgorithm);
    const others = sameKey.filter(
      (other) => other.name !== configuration.name && (isSecret || !areToldApart(configuration, other)),
    );
    if (others.length === 0) return undefined;
    const names = others.map(({ name }) => name);
    const evidence = { sharedWith: names.slice(0, NAMES_IN_EVIDENCE), sharedWithCount: names.length };
    if (isSecret) {
      return {
        cause: `The secret is the same as the secret of ${listed(names)} too: who has it can sign tokens for all of them, and when it leaks, all of them must change it.`,
        evidence,
        proved: true,
        fixes: [{ kind: 'replace-secret', configuration: configuration.name, by: 'generated secret' }],
      };
    }
    return {
      cause: `The public key is the same as the key of ${listed(names)} too, and neither Issuer nor Audience distinguishes their tokens: a token for one logs in under the other.`,
      solution: 'Set Audience to what the issuing system puts into "aud" for each of them.',
      evidence,
      proved: true,
      fixes: [{ kind: 'set', configuration: configuration.name, fields: ['audience'] }],
    };
  },
};

/** Whether no token with one issuer and one audience can log in under both. */
function areToldApart(one: Configuration, other: Configuration): boolean {
  const hasOtherIssuer =
    one.issuer !== undefined && other.issuer !== undefined && one.issuer !== other.issuer;
  const hasOtherAudience =
    one.audience !== undefined &&
    other.audience !== undefined &&
    !one.audience.some((each) => other.audience?.includes(each));
  return hasOtherIssuer || hasOtherAudience;
}

function listed(names: readonly string[]): string {
  const rest = names.length - NAMES_IN_SENTENCE;
  const shown = rest > 0 ? [...names.slice(0, NAMES_IN_SENTENCE), `${rest} more`] : names;
  const last = shown.at(-1) ?? '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

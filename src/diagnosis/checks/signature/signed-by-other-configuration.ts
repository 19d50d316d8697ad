import type { Check } from '../../check.ts';

export const signedByOtherConfiguration: Check<'signature'> = {
  code: 'signed-by-other-configuration',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The token was signed with the key of another configuration: the two issuers, or their secrets, were mixed up.',
  solution:
    'Verify the token under the configuration it belongs to, or let the issuing system sign with the key of this one.',
  detect({ explanation, configuration }) {
    if (explanation?.kind !== 'other-configuration') return undefined;
    const { name, isEnabled } = explanation;
    return {
      cause: `The token was signed with the key of ${name}${isEnabled ? '' : ', which is not enabled'}, not with that of ${configuration.name}.`,
      solution: `If the token comes from the issuer of ${name}, verify it there. If it comes from that of ${configuration.name}, that system must sign with the key of ${configuration.name}: two configurations should not share one.`,
      proved: true,
      evidence: { signedBy: name, isEnabled },
      fixes: [{ kind: 'verify', configuration: name }],
      forIssuer: `Your token is signed with the key that was agreed for ${name}; please sign with the one for ${configuration.name}.`,
    };
  },
};

import type { Check } from '../../check.ts';

export const signedByOtherConfiguration: Check<'signature'> = {
  code: 'signed-by-other-configuration',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The token was signed with the key of another configuration: the two issuers, or their secrets, were mixed up.',
  solution:
    'Verify the token under the configuration it belongs to, or have the issuing system sign with the key of this one.',
  detect({ explanation, configuration }) {
    if (explanation?.key.kind !== 'other-configuration') return undefined;
    const { name, isEnabled, how } = explanation.key;
    const key = how === undefined ? `key of ${name}` : `secret of ${name} ${how}`;
    return {
      cause: `The token was signed with the ${key}${isEnabled ? '' : ', which is not enabled'}, not with the key of ${configuration.name}.`,
      solution: `If the token comes from the issuer of ${name}, verify it there. If it comes from the issuer of ${configuration.name}, that system must sign with the key of ${configuration.name}: two configurations should not share one.`,
      proved: true,
      evidence: { signedBy: name, isEnabled, ...(how !== undefined && { how }) },
      fixes: [{ kind: 'verify', configuration: name }],
      forIssuer: `Your token is signed with the key that was agreed for ${name}; please sign with the one for ${configuration.name}.`,
    };
  },
};

import type { Check } from '../../check.ts';

export const signedOtherBytes: Check<'signature'> = {
  code: 'signed-other-bytes',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The key is right, but the issuing system signs something other than "header.payload": with a line break behind it, with "=" padding, the decoded JSON, the payload alone, or a digest that is hashed again.',
  solution:
    'The issuing system must sign the first two parts of the token exactly as it sends them, with the dot between them and nothing behind them (RFC 7515 §5.1).',
  detect({ explanation }) {
    if (explanation?.signed.kind !== 'other-bytes') return undefined;
    const { how } = explanation.signed;
    return {
      cause: `The issuing system signs ${how}, instead of "header.payload" as it is in the token.`,
      proved: true,
      evidence: { signed: how, how },
      forIssuer: `Your system signs ${how}; please sign the first two parts of the token exactly as you send them, with the dot between them (RFC 7515 §5.1).`,
    };
  },
};

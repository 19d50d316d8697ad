import type { Check } from '../../check.ts';

export const payloadWasReserialised: Check<'signature'> = {
  code: 'payload-was-reserialised',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The payload was parsed and written again after it was signed, so that its bytes are no longer those that were signed.',
  solution:
    'The issuing system must send the text that it signed, byte for byte, and nothing on the way decode and encode it.',
  detect({ explanation }) {
    if (explanation?.signed.kind !== 'reserialised') return undefined;
    const { how } = explanation.signed;
    return {
      cause: `The signature is right for this payload ${how}: it was written again after it was signed.`,
      proved: true,
      evidence: { signedPayload: how },
      forIssuer: `Your signature is right for the payload ${how}; please send the very bytes that you signed.`,
    };
  },
};

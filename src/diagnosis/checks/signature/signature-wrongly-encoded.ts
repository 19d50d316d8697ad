import type { Check } from '../../check.ts';

export const signatureWronglyEncoded: Check<'signature'> = {
  code: 'signature-wrongly-encoded',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The third part of the token holds the right signature in the wrong form: hex text, or encoded twice. Functions such as hash_hmac and hexdigest return hex text unless they are asked for bytes.',
  solution: 'The issuing system must encode the bytes of the signature in base64url, once (RFC 7515 §3.1).',
  detect({ explanation }) {
    if (explanation?.form.kind !== 'wrongly-encoded') return undefined;
    const { how } = explanation.form;
    return {
      cause: `The signature is right, but it is written ${how}, where its bytes in base64url are expected.`,
      proved: true,
      evidence: { how },
      forIssuer: `The signature of your token is written ${how}; please take the raw bytes of the signature and encode them in base64url once.`,
    };
  },
};

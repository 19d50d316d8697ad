import type { Check } from '../../check.ts';

export const signatureDerEncoded: Check<'signature'> = {
  code: 'signature-der-encoded',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The ECDSA signature is in DER, as most cryptographic libraries write it; a JWT has the two numbers side by side (RFC 7518 §3.4).',
  solution:
    'The issuing system must sign with a JWT library, or convert the signature from DER to R‖S (IEEE P1363).',
  detect({ explanation, configuration: { signatureAlgorithm } }) {
    if (explanation?.form.kind !== 'der') return undefined;
    return {
      cause: 'The signature was made with the right key, but it is in DER instead of R‖S (RFC 7518 §3.4).',
      proved: true,
      forIssuer: `Your ${signatureAlgorithm} signature is DER-encoded; please write R and S side by side (IEEE P1363 format, RFC 7518 §3.4).`,
    };
  },
};

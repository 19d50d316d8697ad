import { traitsOf } from '../../../domain/algorithm.ts';
import type { Check } from '../../check.ts';

export const signatureNotPadded: Check<'signature'> = {
  code: 'signature-not-padded',
  stage: 'signature',
  severity: 'error',
  issue: 'JWT authentication fails',
  cause:
    'The numbers of the signature are not as long as the key: the library of the issuing system drops their leading zeros, or pads them to another length. Where it drops zeros, logins fail now and then.',
  solution:
    'The issuing system must pad R and S of an ECDSA signature, or the number of an RSA one, to the size of the key (RFC 7518 §3.4).',
  detect({ explanation, configuration: { signatureAlgorithm } }) {
    if (explanation?.form.kind !== 'not-padded') return undefined;
    const { how } = explanation.form;
    const isEcdsa = traitsOf(signatureAlgorithm).family === 'ECDSA';
    const rate = isEcdsa
      ? signatureAlgorithm === 'ES512'
        ? 'most tokens'
        : 'about one token in 128'
      : 'about one token in 256';
    return {
      cause: `The signature was made with the right key, but it ${how}. A library that drops leading zeros makes such tokens now and then: ${rate}.`,
      proved: true,
      evidence: { how },
      forIssuer: `Your ${signatureAlgorithm} signature ${how}; please pad ${isEcdsa ? 'R and S' : 'it'} with leading zeros to the size of the key (RFC 7518 §3.${isEcdsa ? '4' : '3'}). Only some of your tokens fail, so the error comes and goes.`,
    };
  },
};

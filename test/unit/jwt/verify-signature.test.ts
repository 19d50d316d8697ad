import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isHmac, signatureAlgorithms } from '../../../src/domain/algorithm.ts';
import { verifySignature } from '../../../src/jwt/verify-signature.ts';
import { keyFor, mint, SECRET } from '../../support/mint-token.ts';
import { codesOf, verify } from '../../support/verify.ts';

describe('each algorithm', () => {
  it.each(signatureAlgorithms)('%s accepts what its key has signed, and nothing else', (algorithm) => {
    const pair = isHmac(algorithm) ? undefined : keyFor(algorithm);
    const secretKey = pair?.publicPem ?? SECRET;
    const token = mint({ algorithm, key: pair?.privateKey ?? SECRET });
    const flipped = `${token.slice(0, -20)}${token.at(-20) === 'A' ? 'B' : 'A'}${token.slice(-19)}`;
    expect(verify(token, { signatureAlgorithm: algorithm, secretKey }).accepted).toBe(true);
    expect(codesOf(verify(flipped, { signatureAlgorithm: algorithm, secretKey }))).toEqual([
      'secret-mismatch',
    ]);
  });

  it('EdDSA takes Ed448 keys too', () => {
    const { privateKey, publicPem } = keyFor('EdDSA', 'Ed448');
    const token = mint({ algorithm: 'EdDSA', key: privateKey });
    expect(verify(token, { signatureAlgorithm: 'EdDSA', secretKey: publicPem }).accepted).toBe(true);
  });

  it('an HMAC signature of another length is wrong, not an error', () => {
    expect(verifySignature('HS256', createSecretKey(Buffer.from('k')), 'a.b', Buffer.alloc(31))).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { parseToken } from '../../../src/jwt/parse-token.ts';
import { healthyClaims, mint } from '../../support/mint-token.ts';

const token = mint();

describe('a token read strictly', () => {
  it('gives header, claims, signature and what was signed', () => {
    const { signature, ...rest } = parseToken(token) ?? { signature: Buffer.alloc(0) };
    expect(rest).toEqual({
      header: { alg: 'HS256', typ: 'JWT' },
      claims: healthyClaims,
      signingInput: token.slice(0, token.lastIndexOf('.')),
    });
    expect(signature.length).toBe(32);
  });

  it.each([
    `Bearer ${token}`,
    ` ${token}`,
    `${token}\n`,
    `${token}=`,
    `${token}.`,
    token.replace('.', '..'),
    '',
    '..',
    'a.b.c',
  ])('refuses %j', (text) => {
    expect(parseToken(text)).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carrierCases } from '../../cases/carrier-cases.ts';
import { encodedAgainCases } from '../../cases/encoded-again-cases.ts';
import { pasteCases } from '../../cases/form-cases.ts';
import { mint, NOW } from '../../support/mint-token.ts';
import { verify } from '../../support/verify.ts';

const token = mint();
const refused = {
  'signed with another secret': mint({ key: 'other' }),
  'that has expired': mint({ claims: { loginname: 'alice', iat: NOW - 7200, exp: NOW - 3600 } }),
  unsigned: mint({ header: { alg: 'none' } }),
};

/** What stands around tokens in what people copy, and what is likely to confuse a reader of it. */
const scraps = fc.constantFrom(
  ...['token', 'jwt', 'Authorization', 'Cookie', 'Bearer', 'curl', 'fetch(', 'GET', 'data', 'kind: Secret'],
  ...['=', ':', '&', '?', '#', '&amp;', ';', ',', '.', '/', '\\', '^', '$', '@', '%20', '%3D', '=3D'],
  ...['"', "'", '`', '<', '>', '<a href=', '<input name="token" value=', '{', '}', '[', ']', '(', ')'],
  ...[' ', '\t', '\n', '\r\n', '=\n', '> ', '--', '-d ', '-H ', '\u0000', '\ufeff', '\u200b', 'é', 'eyJ'],
  ...['https://bi.example.com/', 'name="token"', '"name":"token","value":', '### ', '$session', '-Body '],
);
const junk = fc
  .array(fc.oneof({ weight: 4, arbitrary: scraps }, fc.string({ maxLength: 4 })), { maxLength: 8 })
  .map((parts) => parts.join(''));

const healthy = [...carrierCases, ...pasteCases].filter(({ about }) => about === 'healthy');

/** What names the token in some carriers, right before it; often nothing does. */
const lead = fc.constantFrom('', '', '', 'token=', '?token=', 'token: ', '"token":"', '-d token=', 'token\t');

describe('what stands around a token', { timeout: 30_000 }, () => {
  it('never makes it acceptable, but for the carriers that have it under Token Name', () => {
    let carried = 0;
    fc.assert(
      fc.property(junk, lead, junk, (before, name, behind) => {
        const text = before + name + token + behind;
        const { accepted, carrier } = verify(text);
        if (!accepted) return;
        if (carrier !== undefined) carried += 1;
        else
          expect(text.replaceAll(/^[ \t\r\n]+|[ \t\r\n]+$/g, '').replace(/^Bearer[ \t]+/i, '')).toBe(token);
      }),
      { numRuns: 3000 },
    );
    expect(carried).toBeGreaterThan(20);
  });

  it.each(Object.entries(refused))('never makes one acceptable %s', (_title, bad) => {
    fc.assert(
      fc.property(junk, lead, junk, (before, name, behind) => {
        expect(verify(before + name + bad + behind).accepted).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it.each(Object.entries(refused))('makes one acceptable %s in no carrier', (_title, bad) => {
    const texts = healthy.map(({ token: text }) => text).filter((text) => text.includes(token));
    expect(texts.length).toBeGreaterThan(40);
    expect(texts.filter((text) => verify(text.replaceAll(token, bad)).accepted)).toEqual([]);
  });
});

describe('a carrier', () => {
  it.each(healthy.map(({ title, token: text }) => [title, text] as const))(
    'is named where the token comes %s, and no other Token Name finds it there',
    (_title, text) => {
      const { carrier } = verify(text);
      expect(carrier).toBeDefined();
      const { accepted } = verify(text, { tokenName: 'ticket' });
      // What stands behind "Bearer" in an Authorization header is taken whatever Token Name is.
      expect(accepted).toBe(carrier === 'Authorization header');
    },
  );

  it('is never quoted: no finding holds a segment of the token', () => {
    const segments = token.split('.').slice(1);
    const quoting = [...carrierCases, ...encodedAgainCases].filter(({ token: text, changes, options }) => {
      const told = JSON.stringify(verify(text, { tokenName: 'ticket', ...changes }, options).diagnosis);
      return segments.some((segment) => told.includes(segment));
    });
    expect(quoting.map(({ title }) => title)).toEqual([]);
  });

  it('is not what the issuer is blamed for', () => {
    const pasted = carrierCases.filter(({ title }) =>
      /quoted|utf16|byte order|sentence|file name/.test(title),
    );
    const blaming = pasted.filter(({ token: text }) =>
      verify(text).diagnosis.some(({ forIssuer, stage }) => stage === 'token' && forIssuer !== null),
    );
    expect(pasted.length).toBeGreaterThan(8);
    expect(blaming.map(({ title }) => title)).toEqual([]);
  });
});

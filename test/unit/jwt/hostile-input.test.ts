import { describe, expect, it } from 'vitest';
import { forgedWishes } from '../../cases/attack-cases.ts';
import { healthyClaims, mint, NOW } from '../../support/mint-token.ts';
import { findingOf, verify } from '../../support/verify.ts';

const size = 64_000;

/** Texts of nearly the largest size on which patterns that backtrack would take minutes. */
const floods: Record<string, string> = {
  'quotes around control characters': `${'"'.repeat(300)}a${'\u0001'.repeat(60_000)}b${'"'.repeat(300)}`,
  quotes: '"'.repeat(size),
  commas: ','.repeat(size),
  'empty form fields': `eyJ=${'&'.repeat(size)}`,
  blanks: `x${' '.repeat(size)}x`,
  dots: '.'.repeat(size),
  'labels of a host': 'a.'.repeat(size / 2),
  'header lines': 'A: b\n'.repeat(size / 5),
  'lines that go on': `A: b\n${'c\n'.repeat(size / 2)}`,
  'percent signs': '%2E'.repeat(size / 3),
  'open objects': '{"a":'.repeat(size / 5),
  'open quotes of a shell': `curl ${"'a ".repeat(size / 3)}`,
  cookies: `Cookie: ${'a="'.repeat(size / 3)}`,
  'lone surrogates': '\ud800'.repeat(20_000),
};

describe('a text made to keep the reader busy', () => {
  it.each(Object.keys(floods))(
    'of %s is refused before the test runs out of time',
    { timeout: 3000 },
    (name) => {
      expect(verify(floods[name] ?? '').accepted).toBe(false);
    },
  );

  it('as a secret is not searched for damage', { timeout: 3000 }, () => {
    const secretKey = `x${' '.repeat(60_000)}${'$'.repeat(5000)}{x`;
    expect(verify(mint({ key: 'other' }), { secretKey }).diagnosis.map(({ code }) => code)).toEqual([
      'secret-mismatch',
    ]);
  });
});

describe('a token that nobody has proved to be the issuer’s', () => {
  it('has no command printed that would do what it says', () => {
    const { diagnosis } = verify(forgedWishes.token, forgedWishes.changes);
    const errors = diagnosis.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code, commands }) => [code, commands])).toEqual([
      ['token-name-mismatch', []],
      ['secret-mismatch', ['jwtadm edit ERP --secret-stdin']],
      ['lifetime-exceeds-configuration', []],
      ['issuer-mismatch', []],
      ['username-near-miss', []],
    ]);
  });

  it('has none printed where it was keyed with a word that anybody guesses', () => {
    const secretKey = 'changeme#9f8e7d6c5b4a39281706f5e4d3c2b1a0';
    const token = mint({ key: 'changeme', claims: { iss: 'evil', login: 'root', iat: NOW } });
    const { diagnosis } = verify(token, { secretKey, issuer: 'iss', nameField: 'fn', emailField: 'em' });
    expect(diagnosis.flatMap(({ commands }) => commands)).toEqual(['jwtadm edit ERP --secret-stdin']);
  });

  it('is promised no login that its type forbids', () => {
    const token = mint({ header: { alg: 'HS256', typ: 'logout+jwt' }, claims: healthyClaims });
    const { diagnosis } = verify(token, { enabled: false, issuer: 'x' });
    expect(diagnosis.map(({ cause, solution }) => cause + solution).join()).not.toContain('logs in');
    expect(findingOf(verify(token), 'token-type-unexpected').severity).toBe('error');
  });
});

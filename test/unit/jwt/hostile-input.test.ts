import { describe, expect, it } from 'vitest';
import { forgedWishes } from '../../cases/attack-cases.ts';
import { floods } from '../../support/floods.ts';
import { healthyClaims, mint, NOW } from '../../support/mint-token.ts';
import { codesOf, findingOf, verify } from '../../support/verify.ts';

describe('a text made to keep the reader busy', () => {
  it.each(Object.keys(floods))(
    'of %s is refused before the test runs out of time',
    { timeout: 3000 },
    (name) => {
      expect(verify(floods[name] ?? '').accepted).toBe(false);
    },
  );

  it('as a payload is not written anew in every way', { timeout: 3000 }, () => {
    const claims = `${'{"a":'.repeat(98)}[${'1,'.repeat(20_000)}1]${'}'.repeat(98)}`;
    expect(codesOf(verify(mint({ claims, key: 'other' })))).toContain('secret-mismatch');
  });

  it('as thousands of claims is not compared with every name', { timeout: 3000 }, () => {
    const many = Array.from({ length: 2500 }, (_, index) => [`loginn${index}`, 'x']);
    const { diagnosis } = verify(mint({ claims: Object.fromEntries([...many, ['iat', NOW]]) }));
    expect(diagnosis.map(({ code }) => code)).toEqual(['username-near-miss']);
  });

  it('as a secret that ends in NUL characters is compared at once', { timeout: 3000 }, () => {
    const secretKey = `${'\u0000'.repeat(4090)}x`;
    expect(codesOf(verify(mint({ key: 'other' }), { secretKey }))).toEqual(['secret-mismatch']);
  });

  it('as a secret is not searched for damage', { timeout: 3000 }, () => {
    const secretKey = `x${' '.repeat(60_000)}${'$'.repeat(5000)}{x`;
    expect(verify(mint({ key: 'other' }), { secretKey }).diagnosis.map(({ code }) => code)).toEqual([
      'secret-mismatch',
    ]);
  });
});

describe('a token that no one has proved to be the issuer’s', () => {
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

  it('has none printed where it was keyed with a word that anyone guesses', () => {
    const secretKey = 'changeme#9f8e7d6c5b4a39281706f5e4d3c2b1a0';
    const token = mint({ key: 'changeme', claims: { iss: 'evil', login: 'root', iat: NOW } });
    const { diagnosis } = verify(token, { secretKey, issuer: 'iss', nameField: 'fn', emailField: 'em' });
    expect(diagnosis.flatMap(({ commands }) => commands)).toEqual([]);
  });

  it('is promised no login that its type forbids', () => {
    const token = mint({ header: { alg: 'HS256', typ: 'logout+jwt' }, claims: healthyClaims });
    const { diagnosis } = verify(token, { enabled: false, issuer: 'x' });
    expect(diagnosis.map(({ cause, solution }) => cause + solution).join()).not.toContain('logs in');
    expect(findingOf(verify(token), 'token-type-unexpected').severity).toBe('error');
  });
});

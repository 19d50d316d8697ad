import { describe, expect, it } from 'vitest';
import { differencesFrom, type Expectation } from '../../../src/domain/expectation.ts';
import { mint, NOW } from '../../support/mint-token.ts';
import { verify } from '../../support/verify.ts';

const accepted = verify(mint(), { userType: 'Reader', initializationRoles: ['Power User', 'Author'] });
const username = accepted.user?.username ?? '';
const remaining = (accepted.token.effectiveExpiry ?? 0) - NOW;
const expired = verify(mint(), {}, { now: NOW + 10 * 86_400 });

describe('what is expected of a token that is accepted', () => {
  it.each<[Expectation, readonly string[]]>([
    [{}, []],
    [{ user: username, roles: ['Author'], minRemaining: remaining }, []],
    [{ user: username.toUpperCase() }, ['user']],
    [{ roles: ['Author', 'Admin', 'author'] }, ['roles', 'roles']],
    [{ minRemaining: remaining + 1 }, ['minRemaining']],
    [{ user: 'x', minRemaining: remaining + 1 }, ['user', 'minRemaining']],
    [{ code: 'expired' }, ['verdict']],
  ])('%j differs in %j', (expectation, what) => {
    expect(differencesFrom(accepted, expectation).map((each) => each.what)).toEqual(what);
  });

  it('ends with the previous secret that signed it', () => {
    const rotated = { ...accepted, signedWith: 'previous', previousAcceptedUntil: NOW + 60 } as const;
    expect(differencesFrom(rotated, { minRemaining: 60 })).toEqual([]);
    expect(differencesFrom(rotated, { minRemaining: 61 })).toEqual([
      { what: 'minRemaining', expected: '1 min 1 s at least', found: '1 min' },
    ]);
    expect(differencesFrom({ ...rotated, signedWith: 'current' }, { minRemaining: 61 })).toEqual([]);
  });
});

describe('what is expected of a token that is rejected', () => {
  it.each<[Expectation, readonly string[]]>([
    [{ code: 'expired' }, []],
    [{ code: 'secret-mismatch' }, ['code']],
    [{}, ['verdict']],
    [{ user: 'alice' }, ['verdict']],
  ])('%j differs in %j', (expectation, what) => {
    expect(differencesFrom(expired, expectation).map((each) => each.what)).toEqual(what);
  });

  it('is an error, not a warning beside it', () => {
    const warned = verify(
      mint({ claims: { email: 5 } }),
      { emailField: 'email' },
      { now: NOW + 10 * 86_400 },
    );
    const warning = warned.diagnosis.find(({ severity }) => severity === 'warning');
    expect(warning).toBeDefined();
    expect(differencesFrom(warned, { code: warning?.code })).toHaveLength(1);
  });
});

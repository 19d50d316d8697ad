import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findClaim } from '../../../src/domain/claim-path.ts';
import { placeClaim, removeClaim } from '../../../src/issuer/place-claim.ts';

describe('placing a claim', () => {
  it.each([
    ['loginname', { loginname: 'alice' }],
    ['user.login', { user: { login: 'alice' } }],
    ['/user/log~1in', { user: { 'log/in': 'alice' } }],
    ['https://erp.example.com/login', { 'https://erp.example.com/login': 'alice' }],
    ['a..b', { 'a..b': 'alice' }],
  ])('puts %s where it is looked for', (field, expected) => {
    expect(placeClaim({}, field, 'alice')).toEqual(expected);
  });

  it('keeps what stands beside it', () => {
    const claims = { iat: 1, user: { id: 7, login: 'bob' } };
    expect(placeClaim(claims, 'user.login', 'alice')).toEqual({ iat: 1, user: { id: 7, login: 'alice' } });
    expect(removeClaim(claims, 'user.login')).toEqual({ iat: 1, user: { id: 7 } });
    expect(claims.user.login).toBe('bob');
  });

  it('lets any field find it, and none once it is removed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.constantFrom('__proto__', '__proto__.x', 'constructor', '/', '//', '/__proto__/a', '.', 'a.'),
          fc.stringMatching(/^(?:[\w.-]+|\/(?:[\w./-]|~[01])*)$/),
        ),
        (field) => {
          const placed = placeClaim({ iat: 1 }, field, 'alice');
          expect(findClaim(placed, field)).toEqual({ value: 'alice' });
          expect(findClaim(removeClaim(placed, field), field)).toBeUndefined();
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { foreignUseOf } from '../../../src/domain/token-type.ts';

describe('what the payload says a token is for', () => {
  it.each([
    ['typ', 'Refresh'],
    ['typ', 'Offline'],
    ['typ', 'Registration-Access'],
    ['typ', 'logout+jwt'],
    ['token_use', 'refresh'],
    ['token_type', 'refresh_token'],
    ['token_type', 'logout'],
  ] as const)('is no login where %s is %s', (claim, use) => {
    expect(foreignUseOf({ sub: 'alice', [claim]: use })).toEqual({ claim, use });
  });

  it.each([
    { typ: 'Bearer' },
    { typ: 'ID' },
    { typ: 'JWT' },
    { token_use: 'access' },
    { token_use: 'id' },
    { token_type: 'Bearer' },
    { typ: 7 },
    { type: 'refresh' },
    { typ: 'refresh'.padEnd(100_000, '-') },
    {},
  ])('may be a login where it is %j', (claims) => {
    expect(foreignUseOf(claims)).toBeUndefined();
  });

  it('is read from the payload itself, not from what all objects inherit', () => {
    expect(foreignUseOf(Object.create({ typ: 'Refresh' }) as Record<string, unknown>)).toBeUndefined();
  });
});

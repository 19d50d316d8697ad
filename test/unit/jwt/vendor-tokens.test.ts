import { describe, expect, it } from 'vitest';
import { codesOf, verify } from '../../support/verify.ts';

const admin =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJsb2dpbm5hbWUiOiJhZG1pbiIsImV4cCI6MTc3Mzk2OTM5MH0.ndsYEtv6X-yM8vdxN2jlpRQhDECJ0KsfD7Y1EpKHiX8';
const withoutLoginName =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJFUlAiOiJhZG1pbiIsImV4cCI6MTcyMzAxNTkxNn0.uEmUwBfNAd5FtzjPPrldU9bierng7fd8rCVlZtVPY2k';
const weak = { secretKey: 'abcd' };

describe('the tokens of the vendor’s documentation, signed with "abcd"', () => {
  it('the first logs in as admin just before its exp', () => {
    const verification = verify(admin, weak, { now: 1_773_969_389 });
    expect(verification.user?.username).toBe('admin');
    expect(codesOf(verification)).toEqual(['secret-too-short', 'secret-is-placeholder']);
  });

  it('the second is refused only because it has no loginname', () => {
    const verification = verify(withoutLoginName, weak, { now: 1_723_015_000 });
    expect(verification.accepted).toBe(false);
    expect(codesOf(verification)).toEqual(['username-missing', 'secret-too-short', 'secret-is-placeholder']);
  });

  it.each([admin, withoutLoginName])('both have expired in November 2026', (token) => {
    expect(codesOf(verify(token, weak, { now: 1_795_456_800 }))).toContain('expired');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlaceholderUsername } from '../../../src/jwt/placeholder-username.ts';
import { healthyClaims, mint } from '../../support/mint-token.ts';
import { verify } from '../../support/verify.ts';

describe('a login name that was never filled in', () => {
  it.each([
    ...['undefined', 'null', 'NULL', 'None', '(null)', 'nil', 'NaN', 'N/A', '<nil>', '%!s(<nil>)', 'Array'],
    ...[
      '[object Object]',
      '[object Undefined]',
      'com.acme.erp.User@1b2c3d4f',
      'System.Object',
      'System.String[]',
    ],
    ...['<User object at 0x7f2a>', '#<User:0x000055d5>', 'anonymousUser'],
    ...[
      '$USER',
      '$user',
      '\u0024{user}',
      '\u0024{user.name}',
      '{{user.name}}',
      '{{ user }}',
      '#{user.name}',
      '%{user}',
    ],
    ...[
      '%USERNAME%',
      '%(user)s',
      '{0}',
      '<username>',
      '<user name>',
      '<your-login>',
      '{username}',
      '<%= user.name %>',
    ],
    ...['[username]', '__USERNAME__', 'YOUR_USERNAME', 'your-login-here'],
    ...['00000000-0000-0000-0000-000000000000', '{00000000-0000-0000-0000-000000000000}'],
  ])('is %s', (name) => {
    expect(isPlaceholderUsername(name)).toBe(true);
  });

  it.each([
    ...['alice', 'm.keller@example.com', 'ACME\\mkeller', 'nullmeyer', 'Nan', 'nonesuch', 'undefined.user'],
    ...['user', 'username', 'admin', '$A', 'svc$', 'cash$flow', '<a@b.example>', 'system.admin', 'user@1b2c'],
    ...['{6f9619ff-8b86-d011-b42d-00c04fc964ff}', '6f9619ff-8b86-d011-b42d-00c04fc964ff', '0', '-', '100%'],
    ...['auth0|65f1c0a2b7d94e3f8a61c5d2', 'first.last@beef', '李.Müller', 'your.name@example.com'],
  ])('is not %s', (name) => {
    expect(isPlaceholderUsername(name)).toBe(false);
  });

  it('is no name of letters, digits, dots and dashes that has a digit in it', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][\w.@-]{0,20}\d$/), (name) => {
        fc.pre(!/^your/i.test(name));
        expect(isPlaceholderUsername(name)).toBe(/^(?:[a-z]\w*\.){2,}[A-Z]\w*@[0-9a-f]{4,8}$/.test(name));
      }),
    );
  });

  it('is compared at once, however long it is', { timeout: 1000 }, () => {
    for (const unit of ['<user', '{{', '$user.', '[name', 'a.', '__name', '%user']) {
      expect(isPlaceholderUsername(unit.repeat(20_000))).toBe(false);
      isPlaceholderUsername(unit.repeat(30));
    }
  });

  it('is refused by the gate, not only by what explains it', () => {
    const { accepted, user } = verify(mint({ claims: { ...healthyClaims, loginname: '{{user.name}}' } }), {
      enabled: false,
    });
    expect([accepted, user]).toEqual([false, null]);
    const { diagnosis } = verify(mint({ claims: { ...healthyClaims, loginname: 'null' } }), {
      enabled: false,
    });
    expect(diagnosis.map(({ solution }) => solution).join()).not.toContain('logs in');
  });
});

import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms } from '../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { breakableCodes, breakerFor } from '../../../src/issuer/broken-tokens.ts';
import { literalSecret } from '../../../src/issuer/example.ts';
import type { Issuance } from '../../../src/issuer/issuance.ts';
import { loginClaims } from '../../../src/issuer/login-claims.ts';
import { resolveKey } from '../../../src/jwt/resolve-key.ts';
import { keyFor, NOW } from '../../support/mint-token.ts';
import { codesOf, erp, verify } from '../../support/verify.ts';

const SECRET = 'a-secret-of-sixty-four-bytes-and-more-with-$DOLLARS-for-every-one';

/** Configurations with every optional field, so that all can be broken. */
function configurationOf(algorithm: SignatureAlgorithm, changes: Partial<Configuration> = {}): Configuration {
  return {
    ...erp,
    signatureAlgorithm: algorithm,
    secretKey: isHmac(algorithm) ? SECRET : keyFor(algorithm).publicPem,
    nameField: 'name',
    emailField: 'email',
    issuer: 'https://erp.example.com',
    audience: ['bi'],
    ...changes,
  };
}

function issuanceOf(configuration: Configuration): Issuance {
  const { signatureAlgorithm } = configuration;
  const secret = literalSecret(configuration);
  const { key } = resolveKey(secret, signatureAlgorithm, undefined);
  if (!key) throw new Error('the configuration has no usable key');
  const names = [
    ['name', 'Alice'],
    ['email', 'alice@example.com'],
  ] as const;
  const login = { username: 'alice', issuedAt: NOW, lifetimeSeconds: 3600, more: names };
  return {
    configuration,
    secret,
    claims: loginClaims(configuration, login),
    now: NOW,
    signingKey: () => (isHmac(signatureAlgorithm) ? key : keyFor(signatureAlgorithm).privateKey),
  };
}

/** What verify says of a token that is broken for the code; why there is none when it cannot be broken. */
function toldOf(code: string, configuration: Configuration): string[] | string {
  const token = breakerFor(code)?.(issuanceOf(configuration));
  if (!token) throw new Error(`nothing breaks ${code}`);
  if (!token.ok) return token.reason;
  const text = token.tokenName === undefined ? token.token : `${token.tokenName}=${token.token}`;
  return codesOf(verify(text, configuration));
}

const ofSharedSecrets = breakableCodes.filter((code) =>
  /^secret-(?!mismatch)|^signed-with-placeholder$/.test(code),
);

function unbreakableUnder(algorithm: SignatureAlgorithm): readonly string[] {
  const isFixed = algorithm.startsWith('E');
  return [
    'key-id-mismatch',
    ...(isHmac(algorithm) ? ['algorithm-confusion', 'secret-is-hex'] : ofSharedSecrets),
    ...(algorithm.startsWith('ES') ? [] : ['signature-der-encoded', 'signature-not-padded']),
    ...(isFixed ? ['algorithm-lied'] : []),
    // A field of one name, such as loginname, names one claim only.
    'username-ambiguous',
  ];
}

describe('a token that is broken on purpose', () => {
  it.each(signatureAlgorithms)(
    'under %s gives the code it was broken for, or cannot be made',
    (algorithm) => {
      const configuration = configurationOf(algorithm);
      const told = breakableCodes.map((code) => [code, toldOf(code, configuration)] as const);
      const refused = told.filter(([, codes]) => typeof codes === 'string').map(([code]) => code);
      expect(refused.sort()).toEqual([...unbreakableUnder(algorithm)].sort());
      expect(told.filter(([code, codes]) => typeof codes !== 'string' && !codes.includes(code))).toEqual([]);
    },
  );

  it.each([
    ['secret-is-base64', Buffer.from(SECRET).toString('base64'), 'utf8'],
    ['secret-is-hex', Buffer.from(SECRET).toString('hex'), 'utf8'],
    ['secret-is-not-base64', Buffer.from(SECRET).toString('base64'), 'base64'],
    ['secret-is-not-hex', Buffer.from(SECRET).toString('hex'), 'hex'],
  ] as const)('gives %s where the secret is written so', (code, value, encoding) => {
    expect(toldOf(code, configurationOf('HS256', { secretKey: { value, encoding } }))).toEqual([code]);
  });

  it.each(['user.login', '/user/login', 'https://erp.example.com/login', 'sub', 'username', '4711'])(
    'gives the codes of the mapping when Username Field is %s',
    (usernameField) => {
      const configuration = configurationOf('HS256', { usernameField });
      const isPath = /[./]/.test(usernameField);
      const codes = breakableCodes.filter(
        (code) => code.startsWith('username-') && (isPath || code !== 'username-ambiguous'),
      );
      expect(codes.map((code) => toldOf(code, configuration)[0])).toEqual(codes);
    },
  );

  it.each([0, 30, 599, 600, 3600, 86_400])(
    'gives the codes of its times with a clock tolerance of %s seconds, where they can be given',
    (clockTolerance) => {
      const configuration = configurationOf('HS256', { clockTolerance, expirationTime: 900 });
      const codes = ['expired', 'not-yet-valid', 'issued-in-future', 'expiration-time-too-short'];
      const zones = ['clock-skew', 'local-time-as-utc', 'lifetime-exceeds-configuration'];
      const told = [...codes, ...zones].map((code) => [code, toldOf(code, configuration)] as const);
      expect(told.filter(([code, found]) => typeof found !== 'string' && !found.includes(code))).toEqual([]);
      expect(told.filter(([, found]) => typeof found === 'string').map(([code]) => code)).toEqual([
        ...(clockTolerance >= 600 ? ['clock-skew'] : []),
        ...(clockTolerance > 14 * 3600 ? ['local-time-as-utc'] : []),
      ]);
    },
  );

  it.each(['issuer-mismatch', 'audience-mismatch', 'name-missing', 'email-missing', 'email-malformed'])(
    'cannot be made for %s where the field is not configured',
    (code) => {
      expect(toldOf(code, erp)).toMatch(/^it has no /);
    },
  );

  it('is there for codes about tokens only', () => {
    expect(breakerFor('expired')).toBeDefined();
    expect(breakerFor('configuration-disabled')).toBeUndefined();
    expect(breakerFor('toString')).toBeUndefined();
  });
});

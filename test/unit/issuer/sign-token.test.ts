import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms } from '../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { loginClaims } from '../../../src/issuer/login-claims.ts';
import { signToken } from '../../../src/issuer/sign-token.ts';
import { base64url, keyFor, NOW, SECRET } from '../../support/mint-token.ts';
import { erp, verify } from '../../support/verify.ts';

function keysOf(algorithm: SignatureAlgorithm) {
  return isHmac(algorithm)
    ? { signing: createSecretKey(Buffer.from(SECRET)), stored: SECRET }
    : { signing: keyFor(algorithm).privateKey, stored: keyFor(algorithm).publicPem };
}

const usernameField = fc.oneof(
  fc.constantFrom(
    'loginname',
    'user.login',
    '/a~1b/c',
    'https://erp.example.com/login',
    '__proto__',
    'a..b',
    '/',
  ),
  fc.stringMatching(/^[\w.@:-]{1,20}$/),
);

const configuration = fc.record({
  usernameField,
  expirationTime: fc.integer({ min: 1, max: 2_147_483_647 }),
  issuer: fc.option(fc.constant('https://erp.example.com'), { nil: undefined }),
  audience: fc.option(fc.constantFrom<string[]>(['bi', 'reports']), { nil: undefined }),
});

const taken = ['iat', 'nbf', 'exp', 'iss', 'aud', 'sub'];

describe('a signed token', () => {
  it.each(signatureAlgorithms)(
    'of %s verifies under its configuration, whatever else it claims',
    (algorithm) => {
      const { signing, stored } = keysOf(algorithm);
      fc.assert(
        fc.property(
          configuration,
          fc.stringMatching(/^[\p{L}\p{N}.@_-]{1,30}$/u),
          fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 })), { maxLength: 5 }),
          ({ issuer, audience, ...fields }, username, claims) => {
            const changes: Partial<Configuration> = {
              ...fields,
              signatureAlgorithm: algorithm,
              secretKey: stored,
              ...(issuer !== undefined && { issuer }),
              ...(audience !== undefined && { audience }),
            };
            const path = fields.usernameField.split(/[./]/).filter((part) => part !== '');
            const more = claims.filter(
              ([name]) => ![...taken, ...path, fields.usernameField, ''].includes(name),
            );
            fc.pre(!taken.includes(path[0] ?? ''));
            const login = {
              username,
              issuedAt: NOW,
              lifetimeSeconds: Math.min(3600, fields.expirationTime),
              more,
            };
            const token = signToken(loginClaims({ ...erp, ...changes }, login), algorithm, signing);
            const { accepted, user, diagnosis } = verify(token, changes);
            expect({ accepted, username: user?.username, diagnosis }).toEqual({
              accepted: true,
              username,
              diagnosis: [],
            });
          },
        ),
        { numRuns: isHmac(algorithm) ? 100 : 25 },
      );
    },
  );

  it('has exactly the claims that were given, and alg and typ in its header', () => {
    const claims = { iat: 0, loginname: 'alice' };
    const token = signToken(claims, 'HS256', keysOf('HS256').signing);
    expect(token.split('.').slice(0, 2)).toEqual([
      base64url('{"alg":"HS256","typ":"JWT"}'),
      base64url('{"iat":0,"loginname":"alice"}'),
    ]);
  });

  it('is signed with an RSA-PSS key that names no parameters', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const { privateKey, publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 2048 });
    const stored = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const token = signToken({ loginname: 'alice', exp: NOW + 60 }, 'PS384', privateKey);
    expect(verify(token, { signatureAlgorithm: 'PS384', secretKey: stored }).accepted).toBe(true);
  });
});

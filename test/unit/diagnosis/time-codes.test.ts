import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../../src/jwt/authenticate.ts';
import { receiveToken } from '../../../src/jwt/receive-token.ts';
import { resolveKey } from '../../../src/jwt/resolve-key.ts';
import { keyFor, mint, NOW, SECRET } from '../../support/mint-token.ts';
import { codesOf, erp, findingOf, verify } from '../../support/verify.ts';

const minute = 60;
const day = 86_400;

/** From five minutes to thirty days, the round ones more often. */
const lifetime = fc.oneof(
  fc.constantFrom(300, 600, 900, 1800, 3600, 7200, 28_800, day, 7 * day, 30 * day),
  fc.integer({ min: 5 * minute, max: 30 * day }),
);

/** When a token is examined: at once, around its end, at whole hours, at any time in a year. */
const age = fc.oneof(
  fc.integer({ min: 0, max: 60 * day }),
  fc
    .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: -130, max: 130 }))
    .map(([quarters, off]) => Math.max(0, quarters * 900 + off)),
  fc.integer({ min: 0, max: 365 * day }),
);

const seconds = fc.oneof(
  fc.integer({ min: NOW - 100_000, max: NOW + 100_000 }),
  fc.constantFrom<unknown>(0, 60, 3600, 300_000, 604_800_000, 20_514, 46_083.5, -5, NOW * 1e6, NOW * 1e9),
  fc.constantFrom<unknown>((NOW + 62_135_596_800) * 1e7, (NOW + 11_644_473_600) * 1e7, 1e20, undefined),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe('an ordinary token', () => {
  it('of any life, examined at any age, is never blamed on a clock or a time zone', () => {
    fc.assert(
      fc.property(lifetime, age, fc.boolean(), fc.boolean(), (life, seconds, hasNbf, isAtExpiry) => {
        const iat = NOW - (isAtExpiry ? life + (seconds % 700) : seconds);
        const claims = { loginname: 'alice', iat, exp: iat + life, ...(hasNbf && { nbf: iat }) };
        const { diagnosis } = verify(mint({ claims }), { expirationTime: 30 * day });
        const errors = diagnosis.filter(({ severity }) => severity === 'error').map(({ code }) => code);
        expect(errors).toEqual(NOW >= iat + life ? ['expired'] : []);
      }),
      { numRuns: 10_000 },
    );
  });

  it('of any life gets no finding at all while it is valid', () => {
    fc.assert(
      fc.property(lifetime, fc.double({ min: 0, max: 0.999, noNaN: true }), (life, share) => {
        const iat = NOW - Math.floor(life * share);
        const claims = { loginname: 'alice', iat, nbf: iat, exp: iat + life };
        expect(verify(mint({ claims }), { expirationTime: 30 * day }).diagnosis).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the codes of times', () => {
  it('reject nothing that the gate accepts, and the gate accepts nothing for them', () => {
    const { key } = resolveKey({ ok: true, text: SECRET, encoding: 'utf8' }, 'HS256', undefined);
    const keys = { current: key, previous: () => undefined };
    const rules = fc.record({
      expirationTime: fc.constantFrom(60, 3600, day, 2_147_483_647),
      clockTolerance: fc.constantFrom(0, 30, 3600),
    });
    let accepted = 0;
    fc.assert(
      fc.property(seconds, seconds, seconds, rules, (iat, nbf, exp, changes) => {
        const token = mint({ claims: { loginname: 'alice', iat, nbf, exp } });
        const admission = authenticate(receiveToken(token, 'token'), { ...erp, ...changes }, keys, NOW);
        const verification = verify(token, changes);
        expect(verification.accepted).toBe(admission !== undefined);
        if (verification.accepted) accepted += 1;
      }),
      { numRuns: 8000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });

  it('never advise opposite things: one finding says what a number is, and none blames a clock for it', () => {
    const explaining = ['time-is-a-duration', 'time-in-other-unit', 'expiry-before-issue'];
    fc.assert(
      fc.property(seconds, seconds, (iat, exp) => {
        const codes = codesOf(verify(mint({ claims: { loginname: 'alice', iat, exp } })));
        expect(new Set(codes).size).toBe(codes.length);
        if (codes.includes('expiry-before-issue')) {
          expect(codes).not.toContain('clock-skew');
          expect(codes).not.toContain('local-time-as-utc');
          expect(codes).not.toContain('expired');
        }
        if (codes.includes('lifetime-too-short')) {
          expect(codes.filter((code) => explaining.includes(code))).toEqual([]);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what is said of times', () => {
  const foundIn = (claims: object, code: string) =>
    findingOf(verify(mint({ claims: { loginname: 'alice', ...claims } })), code);

  it('names the unit that was probably meant', () => {
    const finding = foundIn({ iat: NOW - 120, exp: NOW - 34 }, 'lifetime-too-short');
    expect(finding.evidence).toEqual({
      lifetimeSeconds: 86,
      probably: '"86400" (24 h) was read as milliseconds',
    });
  });

  it.each([
    [3, '"3600" (1 h) was read as milliseconds'],
    [60, '60 minutes were read as seconds'],
    [24, '24 hours were read as seconds'],
    [61, undefined],
  ])('of %s seconds says %j', (life, probably) => {
    const { evidence } = foundIn({ iat: NOW - 300, exp: NOW - 300 + life }, 'lifetime-too-short');
    expect(evidence.probably).toBe(probably);
  });

  it('says whose local time it is when exp lies whole quarter-hours before iat', () => {
    const ofExp = foundIn({ iat: NOW - 3, exp: NOW - 3 - 18_000 }, 'expiry-before-issue');
    expect(ofExp.cause).toContain('the issuing system computes "exp" in local time');
    expect(ofExp.evidence.offsetMinutes).toBe(300);
    const ofIat = foundIn({ iat: NOW + 7200, exp: NOW + 3600 }, 'expiry-before-issue');
    expect(ofIat.cause).toContain('the issuing system computes "iat" in local time');
    expect(foundIn({ iat: NOW, exp: NOW - 400 }, 'expiry-before-issue').cause).not.toContain('local time');
  });

  it('gives the date that a number in another unit means', () => {
    const { cause, evidence } = foundIn({ iat: NOW * 1e6, exp: (NOW + 60) * 1e6 }, 'time-in-other-unit');
    expect(cause).toContain('in microseconds since 1970 (2026-03-01T12:00:00Z)');
    expect(evidence.claims).toEqual(['iat', 'exp']);
  });

  it('bridges by a Clock tolerance that was tried, also where it is only a warning', () => {
    const { severity, commands, solution } = foundIn({ iat: NOW - 1500, exp: NOW - 300 }, 'clock-skew');
    expect([severity, commands]).toEqual(['warning', ['jwtadm edit ERP --clock-tolerance 330']]);
    expect(solution).toContain('logs in as alice');
  });

  it('is the same whatever the token is signed with', () => {
    for (const algorithm of ['RS256', 'PS512', 'ES256', 'ES512', 'EdDSA'] as const) {
      const { privateKey: key, publicPem: secretKey } = keyFor(algorithm);
      const claims = { loginname: 'alice', iat: NOW, exp: 3600 };
      const changes = { signatureAlgorithm: algorithm, secretKey };
      expect(codesOf(verify(mint({ algorithm, key, claims }), changes))).toEqual(['time-is-a-duration']);
    }
  });
});

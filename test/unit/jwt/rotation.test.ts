import fc from 'fast-check';
import jsonwebtoken, { type Algorithm } from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isHmac, type SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { toIso } from '../../../src/domain/instant.ts';
import type { ReportedVerification } from '../../../src/domain/verification.ts';
import { claims, header, mutation } from '../../support/arbitrary-tokens.ts';
import { healthyClaims, keyFor, mint, NOW, SECRET } from '../../support/mint-token.ts';
import { verify } from '../../support/verify.ts';

/** The current key, the previous one, and one that is neither: what signs and what is stored. */
function keysOf(algorithm: SignatureAlgorithm) {
  return ['', 'old', 'foreign'].map((variant) => {
    const pair = () => keyFor(algorithm, variant);
    return isHmac(algorithm)
      ? { signing: SECRET + variant, stored: SECRET + variant }
      : { signing: pair().privateKey, stored: pair().publicPem };
  }) as [TestSecret, TestSecret, TestSecret];
}

interface TestSecret {
  readonly signing: Parameters<typeof jsonwebtoken.sign>[1] &
    (string | ReturnType<typeof keyFor>['privateKey']);
  readonly stored: string;
}

const rotatedToken = fc.record({
  // One of each family; most of the time one that is quick.
  algorithm: fc.constantFrom('HS256', 'HS256', 'HS512', 'ES256', 'RS256', 'PS256'),
  signer: fc.constantFrom(0, 1, 1, 1, 2),
  header,
  claims: fc.oneof({ weight: 3, arbitrary: fc.constant<unknown>(healthyClaims) }, claims),
  mutations: fc.array(mutation, { maxLength: 2, size: 'xsmall' }),
  /** From NOW on; negative where the window is over. */
  acceptedForSeconds: fc.oneof(fc.constantFrom(-1, 0, 1), fc.integer({ min: -1e6, max: 1e6 })),
  clockTolerance: fc.constantFrom(0, 60, 86_400),
});

/** What is said of such a token: with both secrets, and with either of them alone. */
function evaluated(sample: typeof rotatedToken extends fc.Arbitrary<infer T> ? T : never) {
  const { algorithm, signer, mutations, acceptedForSeconds, clockTolerance } = sample;
  const keys = keysOf(algorithm);
  const minted = mint({
    algorithm,
    key: keys[signer as 0 | 1 | 2].signing,
    claims: sample.claims,
    ...(sample.header !== undefined && { header: sample.header }),
  });
  const token = mutations.reduce((text, mutate) => mutate(text), minted);
  const [current, previous] = keys.map(({ stored }) => stored) as [string, string];
  const rules: Partial<Configuration> = { signatureAlgorithm: algorithm, clockTolerance };
  const acceptedUntil = toIso(NOW + acceptedForSeconds);
  const say = (changes: Partial<Configuration>): ReportedVerification =>
    verify(token, { ...rules, ...changes });
  return {
    token,
    current,
    previous,
    rotated: say({ secretKey: current, previousSecret: { secretKey: previous, acceptedUntil } }),
    underCurrent: say({ secretKey: current }),
    underPrevious: say({ secretKey: previous }),
    isOpen: acceptedForSeconds > 0,
  };
}

describe('a rotated configuration', () => {
  it('accepts what either secret alone would, the previous one until its moment and never longer', () => {
    const counts = { current: 0, previous: 0 };
    fc.assert(
      fc.property(rotatedToken, (sample) => {
        const { rotated, underCurrent, underPrevious, isOpen } = evaluated(sample);
        expect(rotated.accepted).toBe(underCurrent.accepted || (isOpen && underPrevious.accepted));
        if (!rotated.accepted) return;
        expect(rotated.signedWith).toBe(underCurrent.accepted ? 'current' : 'previous');
        expect(rotated.user).toEqual((underCurrent.accepted ? underCurrent : underPrevious).user);
        counts[rotated.signedWith ?? 'current'] += 1;
      }),
      { numRuns: 500 },
    );
    expect(counts.current).toBeGreaterThan(5);
    expect(counts.previous).toBeGreaterThan(15);
  });

  it('accepts nothing that jsonwebtoken rejects under both secrets', () => {
    fc.assert(
      fc.property(rotatedToken, (sample) => {
        const { token, rotated, current, previous } = evaluated(sample);
        if (!rotated.accepted) return;
        jsonwebtoken.verify(token.trim(), rotated.signedWith === 'current' ? current : previous, {
          algorithms: [sample.algorithm as Algorithm],
          clockTimestamp: NOW,
          clockTolerance: sample.clockTolerance,
        });
      }),
      { numRuns: 250 },
    );
  });

  it('has an error exactly where it rejects', () => {
    fc.assert(
      fc.property(rotatedToken, (sample) => {
        const { rotated } = evaluated(sample);
        expect(rotated.diagnosis.some(({ severity }) => severity === 'error')).toBe(!rotated.accepted);
      }),
      { numRuns: 250 },
    );
  });
});

import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { describeFailures, describeTally, runShare } from './campaign.ts';
import { compare } from './compare.ts';
import { fuzzConfigurations } from './fuzz-configurations.ts';
import { generateToken } from './generate-token.ts';
import { libraries } from './oracles.ts';

/** Every run compares the same tokens, signed with new key pairs. */
const SEED = 20_260_301;

const configurations = fuzzConfigurations();

// A busy machine may need some minutes.
describe('the fuzzer', { timeout: 600_000 }, () => {
  it('finds no difference from other libraries, over 20,000 tokens, that no documented rule explains', async () => {
    const tally = await runShare({ seed: SEED, first: 0, step: 1, end: 20_000 });
    expect(describeFailures(SEED, tally.failures)).toBe('');
    expect(tally.tokens).toBe(20_000);
    expect(tally.acceptedByAll).toBeGreaterThan(6000);
    expect(tally.refusedByAll).toBeGreaterThan(5000);
    expect(describeTally(tally)).toContain(`all accept ${tally.acceptedByAll}`);
  });

  it('generates the same token for the same seed and index', () => {
    const texts = (seed: number) =>
      Array.from({ length: 200 }, (_, index) => generateToken(configurations, seed, index))
        .filter(({ fuzzed }) => fuzzed.signingKey.type === 'secret')
        .map(({ text }) => text);
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
  });

  it.each(['HS256', 'RS256', 'ES256', 'EdDSA'])(
    'reports a key that only jwtadm accepts: %s',
    async (algorithm) => {
      const healthy = configurations.filter(({ configuration }) => configuration.name === `${algorithm}-0-0`);
      const wrong = healthy.map((fuzzed) => ({
        ...fuzzed,
        verificationKey:
          fuzzed.foreignKey.type === 'secret' ? fuzzed.foreignKey : createPublicKey(fuzzed.foreignKey),
      }));
      const indexes = Array.from({ length: 100 }, (_, index) => index);
      const tokens = indexes.map((index) => generateToken(wrong, SEED, index));
      const unmutated = tokens.find(({ mutations }) => mutations === 0);
      if (!unmutated) throw new Error('every token has a mutation');
      const { failures } = await compare(unmutated);
      const asked = libraries.filter((library) => library !== 'jsonwebtoken' || algorithm !== 'EdDSA');
      for (const library of asked) {
        expect(failures.map(({ what }) => what)).toContainEqual(
          expect.stringContaining(`accepts a signature that is refused by ${library}`),
        );
      }
    },
  );

  it('reports a login name that jwtadm refuses without a reason in the token', async () => {
    const [fuzzed] = configurations;
    if (!fuzzed) throw new Error('there is no configuration');
    const configuration = { ...fuzzed.configuration, usernameField: 'absent' };
    const token = generateToken([fuzzed], SEED, 0);
    const healthy = token.mutations === 0 ? token : generateToken([fuzzed], SEED, 1);
    const { failures, accepted } = await compare({
      ...healthy,
      mutations: 0,
      fuzzed: { ...fuzzed, configuration },
    });
    expect(accepted).toBe(false);
    expect(failures.map(({ what }) => what)).toContain('jwtadm refuses a token without mutation');
  });
});

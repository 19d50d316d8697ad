import { describe, expect, it } from 'vitest';
import { breakableCodes } from '../../src/issuer/broken-tokens.ts';
import { keyFor, NOW } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { erp, storeOf } from '../support/stores.ts';

const shop = { ...erp, name: 'Shop', issuer: undefined, audience: undefined };
const partner = { ...shop, name: 'Partner', secretKey: 'the-secret-of-a-partner-of-the-shop-alone' };
const rotating = {
  ...shop,
  name: 'Rotating',
  previousSecret: {
    secretKey: 'the-secret-that-Rotating-had-until-yesterday',
    acceptedUntil: '2026-03-02T00:00:00Z',
  },
};
const bank = {
  ...shop,
  name: 'Bank',
  signatureAlgorithm: 'ES256',
  secretKey: keyFor('ES256').publicPem,
};
const vault = {
  ...bank,
  name: 'Vault',
  secretKey: keyFor('ES256').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};
const files = { 'jwtadm.json': storeOf(shop, rotating, bank, vault, partner) };

interface Answer {
  readonly line: number;
  readonly codes?: readonly string[];
  readonly username?: string | null;
  readonly error?: { readonly kind: string; readonly message: string };
}

async function batch(lines: readonly object[]) {
  const stdin = lines.map((line) => JSON.stringify(line)).join('\n');
  const argv = ['verify', 'Shop', '--batch', '-', '--json', '--brief'];
  const { exitCode, stdout } = await run(argv, { files, stdin });
  const answers = stdout.trimEnd().split('\n');
  return { exitCode, answers: answers.map((answer) => JSON.parse(answer) as Answer) };
}

const alice = { username: 'alice' };

describe('a line of a batch with a recipe', () => {
  it('has its token made, for its own configuration and moment', async () => {
    const { exitCode, answers } = await batch([
      { generate: alice, expect: { user: 'alice', minRemaining: '1h' } },
      { generate: { ...alice, lifetime: '5m', claims: { name: 'Alice', email: 'a@example.com' } } },
      { generate: { ...alice, at: NOW - 7200 }, expect: { code: 'expired' } },
      { generate: { ...alice, at: '2026-03-01T11:30:00Z', lifetime: 3600 }, at: NOW + 1799 },
      { configuration: 'Partner', generate: { username: 'bob' }, expect: { user: 'bob' } },
      { configuration: 'Rotating', generate: { ...alice, previousSecret: true }, expect: { user: 'alice' } },
      { configuration: 'Vault', generate: alice, expect: { user: 'alice' } },
    ]);
    expect(answers.map(({ username }) => username)).toEqual([
      'alice',
      'alice',
      null,
      'alice',
      'bob',
      'alice',
      'alice',
    ]);
    expect(answers[1]?.codes).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('may be made for another configuration than it is held against', async () => {
    const { exitCode } = await batch([
      {
        configuration: 'Shop',
        generate: { ...alice, configuration: 'partner' },
        expect: { code: 'signed-by-other-configuration' },
      },
    ]);
    expect(exitCode).toBe(0);
  });

  it.each(breakableCodes)('is broken as generate breaks it: %s', async (broken) => {
    const alone = await run(['generate', 'Shop', '--username', 'alice', '--broken', broken], { files });
    const { answers } = await batch([{ generate: { ...alice, broken } }]);
    if (alone.exitCode === 0) expect(answers[0]?.codes).toContain(broken);
    else expect(answers[0]?.error?.kind).toBe('cannot-generate');
  });

  it.each([
    ['no object', 'alice', 'must be an object'],
    [
      'an unknown key',
      { ...alice, user: 'x' },
      'may have configuration, username, claims, lifetime, at, previousSecret, broken only',
    ],
    ['no username', {}, 'has no text in "username"'],
    ['a blank username', { username: ' ' }, 'has no text in "username"'],
    [
      'a configuration that is no text',
      { ...alice, configuration: 1 },
      'has a "configuration" that is not text',
    ],
    ['claims that are a list', { ...alice, claims: [] }, 'has "claims" that are not an object'],
    [
      'a lifetime of nothing',
      { ...alice, lifetime: 0 },
      'has a "lifetime" that is no number of seconds or duration',
    ],
    [
      'a lifetime in words',
      { ...alice, lifetime: 'long' },
      'has a "lifetime" that is no number of seconds or duration',
    ],
    [
      'too long a lifetime',
      { ...alice, lifetime: 3e9 },
      'has a "lifetime" that is no number of seconds or duration',
    ],
    [
      'no moment',
      { ...alice, at: 'noon' },
      'has an "at" that is neither ISO 8601 text nor a number of epoch seconds',
    ],
    [
      'a previous secret in words',
      { ...alice, previousSecret: 'yes' },
      'has a "previousSecret" that is neither true nor false',
    ],
    ['an unknown code', { ...alice, broken: 'toString' }, 'has a "broken" that is no diagnosis code'],
  ])('cannot be evaluated with %s', async (_, generate, message) => {
    const { exitCode, answers } = await batch([{ generate }]);
    expect(answers).toEqual([{ line: 1, error: { kind: 'invalid-line', message: `"generate" ${message}` } }]);
    expect(exitCode).toBe(2);
  });

  it.each([
    [{ generate: { ...alice, configuration: 'Nobody' } }, 'unknown-configuration', 'in "generate"'],
    [{ generate: { ...alice, previousSecret: true } }, 'cannot-generate', 'the configuration has none'],
    [
      { configuration: 'Bank', generate: alice },
      'cannot-generate',
      'the store has no key that signs with ES256',
    ],
    [
      { generate: { ...alice, broken: 'token-is-the-secret' } },
      'cannot-generate',
      'that would print the secret',
    ],
    [{ generate: alice, token: 'x' }, 'invalid-line', 'either "token" or "generate"'],
    [{ configuration: 'Shop' }, 'invalid-line', 'either "token" or "generate"'],
  ])('says why no token can be made of %j', async (line, kind, message) => {
    const { exitCode, answers } = await batch([line]);
    expect(answers[0]?.error?.kind).toBe(kind);
    expect(answers[0]?.error?.message).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('is refused where a number in it would be signed as another one', async () => {
    const stdin = '{"generate": {"username": "alice", "claims": {"id": 12345678901234567890}}}';
    const { stdout } = await run(['verify', 'Shop', '--batch', '-', '--json'], { files, stdin });
    expect(JSON.parse(stdout)).toMatchObject({
      error: { kind: 'invalid-line', message: expect.stringContaining('would be rounded') as string },
    });
  });
});

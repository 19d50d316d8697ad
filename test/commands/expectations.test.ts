import { describe, expect, it } from 'vitest';
import { mint, NOW, SECRET } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { storeOf } from '../support/stores.ts';
import { erp } from '../support/verify.ts';

const files = { 'jwtadm.json': storeOf({ ...erp, secretKey: SECRET, initializationRoles: ['Author'] }) };
const verify = (token: string, ...flags: string[]) => run(['verify', 'ERP', token, ...flags], { files });
const good = mint();
const expired = mint({ claims: { exp: NOW - 50_000, iat: NOW - 60_000 } });

describe('verify for scripts', () => {
  it.each([
    ['an accepted token', good, [], 0],
    ['the user', good, ['--expect-user', 'alice', '--expect-role', 'Author', '--min-remaining', '1m'], 0],
    ['another user', good, ['--expect-user', 'bob'], 1],
    ['another role', good, ['--expect-role', 'Author', '--expect-role', 'Admin'], 1],
    ['more time', good, ['--min-remaining', '90d'], 1],
    ['a rejection of a good token', good, ['--expect-rejected', 'expired'], 1],
    ['the reason of a rejection', expired, ['--expect-rejected', 'expired'], 0],
    ['another reason', expired, ['--expect-rejected', 'secret-mismatch'], 1],
    ['a user of a rejected token', expired, ['--expect-user', 'alice'], 1],
  ])('that expects %s exits as it should, and --quiet prints nothing', async (_, token, flags, exitCode) => {
    expect((await verify(token, ...flags)).exitCode).toBe(exitCode);
    const { stdout, stderr, exitCode: quiet } = await verify(token, ...flags, '--quiet');
    expect({ quiet, stdout, stderr }).toEqual({ quiet: exitCode, stdout: '', stderr: '' });
  });

  it('says in the report what differs, above all else', async () => {
    const { stdout } = await verify(good, '--expect-user', 'b\u{202e}ob');
    expect(stdout).toMatch(/Not as expected\n {2}the user: expected b\\u\{202e\}ob, found alice\n\nACCEPTED/);
    expect((await verify(good, '--expect-user', 'alice')).stdout).toContain('As expected');
    expect((await verify(good)).stdout).not.toContain('expected');
  });

  it('says in JSON what was expected and what differs', async () => {
    const { stdout } = await verify(expired, '--expect-rejected', 'token-empty', '--json', '-q');
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: false,
      expectation: {
        met: false,
        expected: { code: 'token-empty' },
        differences: [{ what: 'code', expected: 'rejected for token-empty' }],
      },
    });
    expect(JSON.parse((await verify(good, '--json')).stdout)).not.toHaveProperty('expectation');
  });

  it.each([
    [['--expect-rejected', 'expird'], 'did you mean expired?'],
    [['--expect-rejected', 'expired', '--expect-user', 'a'], 'exclude each other'],
    [['--expect-user', 'a', '--batch', 'x'], '--batch takes no flags that say what is expected'],
    [['--min-remaining', 'long'], '--min-remaining must be a number of seconds'],
  ])('refuses %j', async (flags, message) => {
    const { exitCode, stderr } = await verify(good, ...flags);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
  });
});

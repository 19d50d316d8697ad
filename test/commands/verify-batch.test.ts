import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claims, header, mutation } from '../support/arbitrary-tokens.ts';
import { hostileText, unprintableIn } from '../support/hostile-text.ts';
import { healthyClaims, keyFor, mint, NOW } from '../support/mint-token.ts';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const shop = { ...erp, name: 'Shop', issuer: undefined, audience: undefined };
const bank = {
  ...shop,
  name: 'Bank',
  secretKey: keyFor('RS256').publicPem,
  signatureAlgorithm: 'RS256',
  previousSecret: { secretKey: keyFor('RS256', 'old').publicPem, acceptedUntil: '2026-03-02T00:00:00Z' },
};
const portal = { ...shop, name: 'Portal', secretKey: 'a-secret-of-a-portal-that-nobody-else-has-got' };
const files = { 'jwtadm.json': storeOf(shop, bank, portal, crm) };

const good = mint({ key: SECRET });
const expired = mint({ key: SECRET, claims: { ...healthyClaims, iat: NOW - 200_000, exp: NOW - 196_400 } });

function batch(stdin: string | Uint8Array, ...argv: string[]) {
  return run(['verify', 'Shop', '--batch', '-', ...argv], { files, stdin });
}

function documents(stdout: string): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('verify --batch', () => {
  it('writes a document a line, in order, with the number of its line', async () => {
    const { exitCode, stdout, stderr } = await batch(`${good}\r\n\n  \n${expired}\nx`, '--json');
    const [first, second, third, ...more] = documents(stdout);
    expect(first).toMatchObject({ line: 1, accepted: true, user: { username: 'alice' } });
    expect(second).toMatchObject({ line: 4, accepted: false, diagnosis: [{ code: 'expired' }, {}, {}] });
    expect(third).toMatchObject({ line: 5, accepted: false, diagnosis: [{ code: 'token-opaque' }] });
    expect({ more, exitCode, stderr }).toEqual({ more: [], exitCode: 1, stderr: '' });
  });

  it('shortens the documents with --brief', async () => {
    const { stdout } = await batch(`${good}\n${expired}\n`, '--json', '--brief');
    expect(documents(stdout)).toEqual([
      { line: 1, accepted: true, username: 'alice', codes: ['name-missing', 'email-missing'] },
      { line: 2, accepted: false, username: null, codes: ['expired', 'name-missing', 'email-missing'] },
    ]);
  });

  it('takes a JSON object a line, which may name a configuration and a moment', async () => {
    const lines = [
      { token: expired, at: NOW - 198_000 },
      { token: expired, at: '2026-02-27T05:00:00Z' },
      { token: mint({ algorithm: 'RS256', key: keyFor('RS256').privateKey }), configuration: 'bank' },
    ];
    const { exitCode, stdout } = await batch(
      lines.map((line) => JSON.stringify(line)).join('\n'),
      '--json',
      '--brief',
    );
    expect(documents(stdout).map(({ accepted }) => accepted)).toEqual([true, true, true]);
    expect(exitCode).toBe(0);
  });

  it('goes on after a line that cannot be evaluated, and exits with 2', async () => {
    const lines = [
      '{"token": 1}',
      '{"token"',
      '{"token":"a","token":"b"}',
      '{"token":"a","configuration":"Nobody"}',
      '{"token":"a","configuration":7}',
      '{"token":"a","at":"noon"}',
      `{"token":"${'a'.repeat(200_000)}"}`,
      good,
    ];
    const { exitCode, stdout } = await batch(lines.join('\n'), '--json', '--brief');
    expect(
      documents(stdout).map(({ line, error }) => [line, (error as { kind: string } | undefined)?.kind]),
    ).toEqual([
      [1, 'invalid-line'],
      [2, 'invalid-json'],
      [3, 'invalid-json'],
      [4, 'unknown-configuration'],
      [5, 'invalid-line'],
      [6, 'invalid-line'],
      [7, 'line-too-long'],
      [8, undefined],
    ]);
    expect(exitCode).toBe(2);
  });

  it('needs no NAME when every line names a configuration, and says which do not', async () => {
    const stdin = `{"token":"${good}","configuration":"Shop"}\n${good}\n`;
    const { exitCode, stdout } = await run(['verify', '--batch', '-', '--json', '--brief'], { files, stdin });
    expect(documents(stdout)).toMatchObject([{ accepted: true }, { error: { kind: 'no-configuration' } }]);
    expect(exitCode).toBe(2);
  });

  it('refuses bytes that are not UTF-8 in JSON, and reads them as U+FFFD in a token', async () => {
    const stdin = Buffer.concat([
      Buffer.from('{"token":"'),
      Buffer.from([0xff]),
      Buffer.from('"}\n\xff\n', 'latin1'),
    ]);
    const { stdout } = await batch(stdin, '--json', '--brief');
    expect(documents(stdout)).toMatchObject([
      { error: { kind: 'invalid-json', message: 'the line is not UTF-8' } },
      { accepted: false },
    ]);
  });

  it('says of a line of ten megabytes that it is too large, as of any token', async () => {
    const { exitCode, stdout } = await batch(`${'a'.repeat(10_000_000)}\n${good}\n`, '--json', '--brief');
    expect(documents(stdout)).toMatchObject([{ codes: ['token-too-large'] }, { line: 2, accepted: true }]);
    expect(exitCode).toBe(1);
  });

  it('sums up without --json: counts, codes as a bar chart, and the first lines', async () => {
    const { exitCode, stdout } = await run(['verify', 'Portal', '--batch', 'tokens.txt'], {
      files: { ...files, 'tokens.txt': `${expired}\n${good}\n{\n` },
    });
    expect(stdout).toBe(`✗ 3 tokens: 0 accepted, 2 rejected, 1 not evaluated

Diagnosis codes, by tokens
  email-missing                  2  ████████████████████████████████████████
  name-missing                   2  ████████████████████████████████████████
  signed-by-other-configuration  2  ████████████████████████████████████████
  expired                        1  ████████████████████

Not accepted
  line 1  signed-by-other-configuration, expired
  line 2  signed-by-other-configuration
  line 3  the line is not JSON
`);
    expect(exitCode).toBe(2);
  });

  it('shows its progress on a terminal alone, and clears it before the summary', async () => {
    const many = `${good}\n`.repeat(3000);
    const setting = { files: { ...files, 'tokens.txt': many } };
    let second = NOW;
    const onTerminal = await run(['verify', 'Shop', '--batch', 'tokens.txt'], {
      ...setting,
      isTerminal: true,
      clock: () => second++,
    });
    expect(onTerminal.stderr).toMatch(/\r\u001b\[K[^\r]*\d tokens, [\d,]+\/s, \d+ %, .* left/);
    expect(onTerminal.stderr.endsWith('\r\u001b[K')).toBe(true);
    expect((await run(['verify', 'Shop', '--batch', 'tokens.txt'], setting)).stderr).toBe('');
  });

  it('has nothing to say of an empty input', async () => {
    const { exitCode, stdout } = await batch('', '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  });

  it.each([
    [['verify', 'Shop', 'x', '--batch', 'f'], '--batch takes the place of the token'],
    [['verify', 'Shop', '--batch', 'f', '--any'], '--batch and --any do not go together'],
    [['verify', 'Shop', '--batch', 'f', '--brief'], '--brief shortens --json, which is missing'],
    [['verify', 'Shop', '--batch', 'f', '--jobs', '0'], '--jobs must be a number from 1 to 256'],
    [['verify', 'Shop', '--jobs', '2'], '--jobs goes with --batch'],
    [['verify', 'Shop', '--brief'], '--brief goes with --batch'],
    [['verify', 'Shop', '--batch', 'missing'], 'the file of --batch cannot be read: there is no such file'],
  ])('refuses %j', async (argv, message) => {
    const { exitCode, stdout, stderr } = await run(argv, { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('exits with 3 when there is no configuration of NAME', async () => {
    expect((await run(['verify', 'Nobody', '--batch', '-'], { files, stdin: good })).exitCode).toBe(3);
  });
});

/** A token as a line, bare where a line can hold it. */
function lineOf(token: string, configuration: string): string {
  const hasNoCarrier =
    configuration === 'Shop' && !/\p{Surrogate}/u.test(token) && !/^\s*$|^[ \t]*\{|\n|\r$/.test(token);
  return hasNoCarrier ? token : JSON.stringify({ token, configuration });
}

describe('a batch says of each token', () => {
  it('what it is, after a token that another configuration signed under another algorithm', async () => {
    const byBank = mint({ algorithm: 'RS256', key: keyFor('RS256').privateKey });
    const byStranger = mint({ key: 'a-secret-that-no-configuration-has-at-all' });
    const { exitCode, stdout } = await batch(`${byBank}\n${byStranger}\n${byBank}\n`, '--json', '--brief');
    expect(exitCode).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  it('what verify says of it alone, whatever it is', async () => {
    const { folder } = await run(['list'], { files });
    const sent = fc
      .record({
        key: fc.constantFrom<string>(SECRET, portal.secretKey, `${SECRET}\n`),
        isRsa: fc.boolean(),
        header,
        claims,
        mutations: fc.array(mutation, { maxLength: 2, size: 'xsmall' }),
        text: fc.option(hostileText, { freq: 6 }),
        configuration: fc.constantFrom('Shop', 'Bank', 'Portal', 'CRM'),
      })
      .map(({ key, isRsa, header: head, claims: body, mutations, text, configuration }) => {
        const minted = mint({
          ...(isRsa ? { algorithm: 'RS256' as const, key: keyFor('RS256').privateKey } : { key }),
          claims: body,
          ...(head !== undefined && { header: head }),
        });
        const token = mutations.reduce((each, mutate) => (each === '' ? each : mutate(each)), text ?? minted);
        return { token, configuration };
      });
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 8 }), async (tokens) => {
        const stdin = tokens.map(({ token, configuration }) => lineOf(token, configuration)).join('\n');
        const { stdout } = await run(['verify', 'Shop', '--batch', '-', '--json'], { folder, stdin });
        expect(unprintableIn(stdout)).toBe(false);
        const alone = await Promise.all(
          tokens.map(async ({ token, configuration }, index) => {
            const argv = ['verify', configuration, '--token-env', 'TOKEN', '--json'];
            const single = await run(argv, { folder, env: { TOKEN: token } });
            return { line: index + 1, ...(JSON.parse(single.stdout) as object) };
          }),
        );
        expect(documents(stdout)).toEqual(alone);
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('a batch of lines that say what they expect', () => {
  const cases = [
    { token: good, expect: { user: 'alice', roles: ['Power User'], minRemaining: '30m' } },
    { token: good, expect: {} },
    { token: expired, expect: { code: 'expired' } },
    { token: 'x', expect: { code: 'token-opaque' } },
  ];
  const linesOf = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).join('\n');

  it('exits with 0 when all are as expected, rejected ones, too', async () => {
    const { exitCode, stdout } = await batch(linesOf(cases));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('4 tokens: 2 accepted, 2 rejected, all as expected');
    expect(stdout).not.toContain('Not as expected');
  });

  it.each<[object, string]>([
    [{ token: good, expect: { user: 'bob' } }, 'the user: expected bob, found alice'],
    [{ token: good, expect: { roles: ['Chief'] } }, 'a role: expected Chief, found Power User'],
    [{ token: good, expect: { minRemaining: 7200 } }, 'the remaining time: expected 2 h at least'],
    [
      { token: good, expect: { code: 'expired' } },
      'the token: expected rejected for expired, found accepted',
    ],
    [
      { token: expired, expect: { user: 'alice' } },
      'the token: expected accepted, found rejected for expired',
    ],
    [
      { token: expired, expect: { code: 'token-opaque' } },
      'the token: expected rejected for token-opaque, found rejected for expired',
    ],
    [{ token: expired }, 'expired'],
  ])('exits with 1 and tells the line that differs: %j', async (line, told) => {
    const { exitCode, stdout } = await batch(linesOf([...cases, line]));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/, 1 not as expected\n/);
    expect(stdout.split('Not as expected\n')[1]?.replaceAll(/\s+/g, ' ')).toContain(`line 5 ${told}`);
  });

  it('tells in each document what was expected, whether it is met, and what differs', async () => {
    const lines = [cases[0], { token: good, expect: { user: 'bob' } }, { token: good }];
    for (const flags of [['--json'], ['--json', '--brief']]) {
      const { stdout } = await batch(linesOf(lines as object[]), ...flags);
      expect(documents(stdout).map(({ expectation }) => expectation)).toEqual([
        {
          met: true,
          expected: { user: 'alice', roles: ['Power User'], minRemaining: 1800 },
          differences: [],
        },
        {
          met: false,
          expected: { user: 'bob' },
          differences: [{ what: 'user', expected: 'bob', found: 'alice' }],
        },
        undefined,
      ]);
    }
  });

  it.each([
    ['all', 'must be an object'],
    [{ username: 'alice' }, 'may have user, roles, minRemaining, code only'],
    [{ user: 1 }, 'has a "user" that is not text'],
    [{ roles: 'A' }, 'has "roles" that are not a list of texts'],
    [{ minRemaining: 'soon' }, 'has a "minRemaining" that is no number of seconds or duration'],
    [{ code: 'no-such-code' }, 'has a "code" that is no diagnosis code'],
    [{ code: 'expired', user: 'alice' }, 'has a "code", beside which nothing else is expected'],
  ])('cannot evaluate a line that expects %j', async (expected, message) => {
    const { exitCode, stdout } = await batch(linesOf([{ token: good, expect: expected }]), '--json');
    expect(documents(stdout)).toEqual([
      { line: 1, error: { kind: 'invalid-line', message: `"expect" ${message}` } },
    ]);
    expect(exitCode).toBe(2);
  });
});

import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditCodes } from '../../src/diagnosis/audit-code.ts';
import { healthyClaims, mint, NOW } from '../support/mint-token.ts';
import {
  codeQualityFaults,
  commandsIn,
  junitFaults,
  sarifFaults,
  textsIn,
} from '../support/report-schemas.ts';
import { run, type Setting } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const shop = { ...erp, name: 'Shop', issuer: undefined, audience: undefined };
const unset = { ...shop, name: 'Unset', secretKey: { env: 'NOWHERE' } };
const good = mint({ key: SECRET });
const expired = mint({ key: SECRET, claims: { ...healthyClaims, iat: NOW - 200_000, exp: NOW - 196_400 } });

const store: Setting = { files: { 'jwtadm.json': storeOf(shop, unset) } };
const withTokens: Setting = {
  files: { ...store.files, 'good.jwt': good, 'expired.jwt': expired },
};

function verify(argv: readonly string[], setting = withTokens) {
  return run(['verify', 'Shop', ...argv], setting);
}

describe('verify -o junit', () => {
  it('has a test case for the token, which fails with all that is wrong with it', async () => {
    const { exitCode, stdout } = await verify(['--token-file', 'expired.jwt', '-o', 'junit']);
    expect([exitCode, junitFaults(stdout)]).toEqual([1, []]);
    expect(textsIn(stdout, '//testcase/@name')).toEqual(['Shop']);
    expect(textsIn(stdout, '//failure/@type')).toEqual(['expired']);
    expect(textsIn(stdout, '//failure')[0]).toMatch(
      /^error: Token expires too quickly \[expired\]\n.*expired.*\nSolution: /,
    );
    expect(textsIn(stdout, '//testsuite/@timestamp')).toEqual(['2026-03-01T12:00:00']);
  });

  it('keeps the warnings of an accepted one in the output of the suite', async () => {
    const { exitCode, stdout } = await verify(['--token-file', 'good.jwt', '-o', 'junit']);
    expect([exitCode, junitFaults(stdout), textsIn(stdout, '//testcase/*')]).toEqual([0, [], []]);
    expect(textsIn(stdout, '//system-out')[0]).toContain('Shop: warning: [name-missing]');
  });

  it('is about what is expected, where something is', async () => {
    const met = await verify(['--token-file', 'expired.jwt', '--expect-rejected', 'expired', '-o', 'junit']);
    expect([met.exitCode, textsIn(met.stdout, '//failure')]).toEqual([0, []]);
    const missed = await verify(['--token-file', 'good.jwt', '--expect-user', 'bob', '-o', 'junit']);
    expect([missed.exitCode, textsIn(missed.stdout, '//failure/@message')]).toEqual([
      1,
      ['the user: expected bob, found alice'],
    ]);
  });
});

describe('verify -o github', () => {
  it('masks the token before it says anything, then annotates the file of the token', async () => {
    const { exitCode, stdout, stderr } = await verify(['--token-file', 'expired.jwt', '-o', 'github']);
    const [mask, ...commands] = commandsIn(stdout);
    expect({ exitCode, stderr, mask }).toEqual({
      exitCode: 1,
      stderr: '',
      mask: { name: 'add-mask', properties: {}, message: expired },
    });
    expect(commands.map(({ name, properties }) => [name, properties.title, properties.file])).toEqual([
      ['error', 'Shop: Token expires too quickly [expired]', 'expired.jwt'],
      ['warning', 'Shop: [name-missing]', 'expired.jwt'],
      ['warning', 'Shop: [email-missing]', 'expired.jwt'],
      ['notice', 'jwtadm verify', undefined],
    ]);
    expect(stdout.split(expired)).toHaveLength(2);
  });

  it('masks the token alone of what carries it, and nothing where there is none', async () => {
    const url = await verify([`https://bi.example/?${shop.tokenName}=${good}&x=1`, '-o', 'github']);
    expect(commandsIn(url.stdout)[0]?.message).toBe(good);
    const nothing = await verify(['-', '-o', 'github'], { ...store, stdin: '\n' });
    expect(commandsIn(nothing.stdout).map(({ name }) => name)).not.toContain('add-mask');
  });

  it('shows no token to a terminal, which is no runner', async () => {
    const { stdout } = await verify(['--token-file', 'good.jwt', '-o', 'github'], {
      ...withTokens,
      isTerminal: true,
    });
    expect(stdout).not.toContain(good);
  });

  it('lets no text of a token become a command', async () => {
    const claims = { ...healthyClaims, loginname: '\n::stop-commands::x\n##[group]' };
    const token = mint({ key: SECRET, claims });
    const { stdout } = await verify(['-', '-o', 'github'], { ...store, stdin: token });
    const lines = stdout.trimEnd().split('\n');
    const names = lines.map((line) => /^::(add-mask|error|warning|notice)[ :]/.exec(line)?.[1]);
    expect(names).not.toContain(undefined);
    expect(stdout).toContain('\\u{a}::stop-commands::x');
  });

  it('adds a page to the summary of the step, in Markdown', async () => {
    const { stdout, readText, folder } = await verify(['--token-file', 'expired.jwt', '-o', 'github'], {
      ...withTokens,
      env: { GITHUB_STEP_SUMMARY: 'summary.md' },
    });
    await run(['check', 'Shop', '-o', 'github'], { env: { GITHUB_STEP_SUMMARY: 'summary.md' }, folder });
    const page = readText('summary.md');
    expect(page).toMatch(/^### jwtadm verify\n\nShop does not let this token log in\n\n\| \|/);
    expect(page).toContain('| Shop | error | expired |');
    expect(page).toContain('### jwtadm check\n\n1 configuration checked\\:');
    expect([page.includes(expired), commandsIn(stdout).at(-1)?.message]).toEqual([
      false,
      'Shop does not let this token log in',
    ]);
  });

  it('warns where there is no place for the page, and evaluates all the same', async () => {
    const { exitCode, stderr } = await verify(['--token-file', 'good.jwt', '-o', 'github'], {
      ...withTokens,
      env: { GITHUB_STEP_SUMMARY: 'none/summary.md' },
    });
    expect([exitCode, stderr]).toEqual([
      0,
      'warning: the file of $GITHUB_STEP_SUMMARY cannot be written: there is no such file or folder (ENOENT)\n',
    ]);
  });
});

describe('verify --batch with a report', () => {
  const lines = [
    good,
    '',
    expired,
    JSON.stringify({ token: expired, expect: { code: 'expired' } }),
    JSON.stringify({ token: good, expect: { user: 'bob' } }),
    '{"token":',
  ];
  const setting: Setting = { files: { ...store.files, 'tests/cases.ndjson': lines.join('\n') } };

  it('has a test case for each line', async () => {
    const { exitCode, stdout } = await verify(['--batch', 'tests/cases.ndjson', '-o', 'junit'], setting);
    expect([exitCode, junitFaults(stdout)]).toEqual([2, []]);
    expect(textsIn(stdout, '//testcase/@name')).toEqual([
      'line 1 (Shop)',
      'line 3 (Shop)',
      'line 4 (Shop)',
      'line 5 (Shop)',
      'line 6',
    ]);
    expect(textsIn(stdout, '//failure/@type')).toEqual(['expired', 'not-as-expected']);
    expect(textsIn(stdout, '//error/@type')).toEqual(['invalid-json']);
    expect(textsIn(stdout, '//testsuite/@*[name()="tests" or name()="failures" or name()="errors"]')).toEqual(
      ['5', '2', '1'],
    );
  });

  it('has an annotation in each line that is amiss, and no token', async () => {
    const { stdout } = await verify(['--batch', 'tests/cases.ndjson', '-o', 'github'], setting);
    const errors = commandsIn(stdout).filter(({ name }) => name === 'error');
    expect(errors.map(({ properties: { file, line, title } }) => [file, line, title])).toEqual([
      ['tests/cases.ndjson', '3', 'line 3 (Shop): Token expires too quickly [expired]'],
      ['tests/cases.ndjson', '5', 'line 5 (Shop): Not as expected'],
      ['tests/cases.ndjson', '6', 'line 6: Not evaluated [invalid-json]'],
    ]);
    expect(commandsIn(stdout).at(-1)?.message).toBe(
      '5 tokens: 2 accepted, 2 rejected, 1 not evaluated, 2 not as expected.',
    );
    expect([stdout.includes(good), stdout.includes(expired)]).toEqual([false, false]);
  });

  it('writes documents and a file side by side, and an empty one where there are no lines', async () => {
    const { stdout, readText } = await verify(
      ['--batch', 'tests/cases.ndjson', '--json', '--brief', '--report', 'out.xml'],
      setting,
    );
    expect(stdout.split('\n')).toHaveLength(6);
    expect([junitFaults(readText('out.xml')), textsIn(readText('out.xml'), '//testcase').length]).toEqual([
      [],
      5,
    ]);
    const empty = await verify(['--batch', '-', '--report', 'out.xml'], { ...store, stdin: '' });
    expect(textsIn(empty.readText('out.xml'), '//testsuite/@tests')).toEqual(['0']);
  });
});

describe('check with a report', () => {
  it('has a test case for the store and for each configuration', async () => {
    const { exitCode, stdout } = await run(['check', '-o', 'junit'], store);
    expect([exitCode, junitFaults(stdout)]).toEqual([1, []]);
    expect(textsIn(stdout, '//testcase/@name')).toEqual(['(store)', 'Shop', 'Unset']);
    expect(textsIn(stdout, '//failure/@type')).toEqual(['secret-unavailable']);
  });

  it('says the line of the configuration, and the file as the repository has it', async () => {
    const { folder } = await run(['check'], { files: { 'repo/sso/jwtadm.json': storeOf(shop, unset) } });
    const config = ['check', '--config', join(folder, 'repo/sso/jwtadm.json')];
    const places = async (env: Readonly<Record<string, string>>) => {
      const { stdout } = await run([...config, '-o', 'gitlab'], { folder, env });
      const issues = JSON.parse(stdout) as { location: { path: string; lines: { begin: number } } }[];
      expect(codeQualityFaults(issues.filter(({ location }) => !location.path.startsWith('/')))).toEqual([]);
      return new Set(issues.map(({ location }) => `${location.path}:${location.lines.begin}`));
    };
    const lines = [6, 25];
    expect(await places({})).toEqual(new Set(lines.map((line) => `repo/sso/jwtadm.json:${line}`)));
    expect(await places({ CI_PROJECT_DIR: join(folder, 'repo') })).toEqual(
      new Set(lines.map((line) => `sso/jwtadm.json:${line}`)),
    );
    expect(await places({ GITHUB_WORKSPACE: '/elsewhere' })).toEqual(
      new Set(lines.map((line) => `${join(folder, 'repo/sso/jwtadm.json')}:${line}`)),
    );
  });

  it('is valid SARIF, with every rule that there is and the findings of the file, too', async () => {
    const { folder } = await run(['help'], store);
    chmodSync(join(folder, 'jwtadm.json'), 0o622);
    const { exitCode, stdout } = await run(['check', '--allow-insecure-permissions', '-o', 'sarif'], {
      folder,
    });
    const log = JSON.parse(stdout) as {
      runs: {
        tool: { driver: { rules: { id: string; help: { text: string } }[] } };
        results: { ruleId: string; level: string; message: { text: string } }[];
      }[];
    };
    expect([exitCode, sarifFaults(log)]).toEqual([1, []]);
    const [{ tool, results } = { tool: { driver: { rules: [] } }, results: [] }] = log.runs;
    const ids = tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...auditCodes, 'secret-unavailable', 'key-too-weak']));
    expect(tool.driver.rules.every(({ help }) => help.text.includes('Solution: '))).toBe(true);
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toContainEqual(['store-too-open', 'error']);
    expect(results.find(({ ruleId }) => ruleId === 'secret-unavailable')?.message.text).toMatch(
      /^Unset: There is no Secret Key.*\nSolution: /,
    );
  });

  it('tells where --config names the store what commands fix it', async () => {
    const { stdout } = await run(['check', '--config', 'jwtadm.json', '-o', 'github'], {
      files: { 'jwtadm.json': storeOf(shop, { ...shop, name: 'DuplicateName' }) },
    });
    expect(commandsIn(stdout).map(({ message }) => message)).toContainEqual(
      expect.stringContaining('\n  jwtadm edit Shop --generate-secret --config jwtadm.json'),
    );
  });
});

describe('--report', () => {
  it('writes files of several forms beside the output, and leaves that as it is', async () => {
    const reports = [
      '--report',
      'a.xml',
      '--report',
      'b.sarif',
      '--report',
      'c.sarif.json',
      '--report',
      'D.JSON',
    ];
    const plain = await run(['check'], store);
    const { exitCode, stdout, stderr, readText } = await run(['check', ...reports], store);
    expect([exitCode, stdout, stderr]).toEqual([plain.exitCode, plain.stdout, plain.stderr]);
    expect(junitFaults(readText('a.xml'))).toEqual([]);
    expect(sarifFaults(JSON.parse(readText('b.sarif')))).toEqual([]);
    expect(readText('c.sarif.json')).toBe(readText('b.sarif'));
    expect(codeQualityFaults(JSON.parse(readText('D.JSON')))).toEqual([]);
  });

  it('writes over an earlier report, and over nothing else', async () => {
    const { folder, readText } = await run(['check', '--report', 'a.json'], store);
    const first = readText('a.json');
    const again = await run(['check', 'Shop', '--report', 'a.json'], { folder });
    expect([again.exitCode, readText('a.json') === first]).toEqual([0, false]);
    const before = readText();
    const { exitCode, stdout, stderr } = await run(['check', '--report', 'jwtadm.json'], { folder });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: the file of --report cannot be written: there is another file, which is no report of this form\n' +
        '  give another name, or move that file away\n',
    });
    expect(readText()).toBe(before);
  });

  it.each([
    ['none/a.xml', 'there is no such file or folder (ENOENT)'],
    ['folder.xml', 'it is a folder, not a file (EISDIR)'],
  ])('refuses what cannot be written, and leaves nothing: %s', async (path, why) => {
    const { folder } = await run(['help'], withTokens);
    mkdirSync(join(folder, 'folder.xml'));
    writeFileSync(join(folder, 'lines.txt'), good);
    const names = readdirSync(folder);
    const argv = ['verify', 'Shop', '--report', 'other.xml', '--report', path];
    const alone = await run([...argv, '--token-file', 'good.jwt'], { folder });
    const batch = await run([...argv, '--batch', 'lines.txt', '--json'], { folder });
    for (const { exitCode, stdout, stderr } of [alone, batch]) {
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(`error: the file of --report cannot be written: ${why}\n`);
    }
    expect(readdirSync(folder)).toEqual(names);
  });

  it.each([
    [['check', '--report', 'a.txt'], '.xml (junit), .sarif.json (sarif), .sarif (sarif), .json (gitlab)'],
    [['verify', 'Shop', '--report', 'a.sarif'], 'it can end in .xml (junit)'],
  ])('tells the endings that there are: %j', async (argv, hint) => {
    const { exitCode, stderr } = await run(argv, store);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--report must name a file whose ending says its form');
    expect(stderr).toContain(hint);
  });

  it('writes its report with --quiet, which prints nothing', async () => {
    const { exitCode, stdout, readText } = await verify(
      ['--token-file', 'good.jwt', '--quiet', '--report', 'a.xml'],
      withTokens,
    );
    expect([exitCode, stdout, junitFaults(readText('a.xml'))]).toEqual([0, '', []]);
  });
});

describe('-o', () => {
  it.each([
    [['check', '--json', '-o', 'sarif'], '--json and another format of -o exclude each other'],
    [['verify', 'Shop', '-o', 'sarif'], '-o must be one of text, json, junit, github'],
    [
      ['verify', 'Shop', '--batch', '-', '--brief', '-o', 'junit'],
      '--brief shortens --json, which is missing',
    ],
  ])('refuses what the command cannot write: %j', async (argv, message) => {
    const { exitCode, stderr } = await run(argv, store);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it.each(['check', 'verify Shop --token-file good.jwt'])('has json for --json: %s', async (line) => {
    const json = await run([...line.split(' '), '--json'], withTokens);
    const output = await run([...line.split(' '), '-o', 'json'], withTokens);
    const text = await run([...line.split(' '), '-o', 'text'], withTokens);
    expect(output.stdout.replaceAll(output.folder, json.folder)).toBe(json.stdout);
    expect(text.stdout).not.toMatch(/^\{/);
  });
});

it('no report tells a secret, wherever the store has one', async () => {
  const files = { 'jwtadm.json': storeOf(shop, { ...crm, secretKey: SECRET }) };
  const reports = ['a.xml', 'b.sarif', 'c.json'];
  const { readText } = await run(['check', ...reports.flatMap((path) => ['--report', path])], { files });
  expect(reports.filter((path) => readText(path).includes(SECRET.slice(0, 12)))).toEqual([]);
});

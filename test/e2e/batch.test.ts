import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, programInShell } from '../support/built-program.ts';
import { mint, NOW } from '../support/mint-token.ts';
import { junitFaults, textsIn } from '../support/report-schemas.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

const shop = { ...erp, name: 'Shop', issuer: undefined, audience: undefined };
const good = mint({ key: SECRET });

/** Enough lines that threads are started for them, some of them broken, blank or of other lengths. */
const lines = Array.from({ length: 6000 }, (_, index) => {
  if (index % 50 === 7) return '';
  if (index % 50 === 11) return `${good}x`;
  return index % 3 === 0 ? JSON.stringify({ token: good, at: NOW + (index % 5000) }) : good;
});

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jwtadm-batch-'));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(storeOf(shop)), { mode: 0o600 });
  writeFileSync(join(folder, 'tokens.txt'), lines.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the built program with its standard input open. */
function start() {
  const argv = ['verify', 'Shop', '--at', String(NOW), '--json', '--brief', '--batch', '-', '--jobs', '2'];
  return spawn(program.file, [...program.argv, ...argv], { cwd: folder });
}

/** Runs a shell command in which `batch` is the built program, evaluating by the brief. */
function shell(command: string) {
  const verify = `${programInShell} verify Shop --at ${NOW} --json --brief`;
  const script = `batch() { ${verify} --batch "$@"; }; verify() { ${verify} "$@"; }; ${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' },
    encoding: 'utf8',
    maxBuffer: 100_000_000,
  });
  return { status, stdout, stderr };
}

describe('the built program with a batch', () => {
  let inOneThread = '';
  beforeAll(() => {
    inOneThread = shell('batch tokens.txt --jobs 1').stdout;
  });

  it('answers every line but the blank ones, in order', () => {
    const numbers = inOneThread
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { line: number }).line);
    expect(numbers).toEqual(lines.flatMap((line, index) => (line === '' ? [] : [index + 1])));
  });

  it.each([
    ['a file, in threads', 'batch tokens.txt --jobs 3'],
    ['a pipe, in threads', 'cat tokens.txt | batch - --jobs 3'],
    [
      'a pipe that stutters',
      '{ head -c 100001 tokens.txt; sleep 0.2; tail -c +100002 tokens.txt; } | batch -',
    ],
    ['a named pipe', 'batch <(cat tokens.txt)'],
    ['a file as stdin', 'batch - < tokens.txt'],
    ['a file that stands behind an equals sign', 'verify --batch=tokens.txt'],
  ])('says the same of %s', (_, command) => {
    const { status, stdout, stderr } = shell(command);
    expect(stdout === inOneThread).toBe(true);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  });

  it('writes a report of every line, the same in threads, and also where no one reads what is printed', () => {
    shell('batch tokens.txt --jobs 1 --report one.xml');
    shell('batch tokens.txt --jobs 3 --report many.xml | head -n 1');
    const [one = '', many = ''] = ['one.xml', 'many.xml'].map((name) =>
      readFileSync(join(folder, name), 'utf8').replaceAll(/(?<= timestamp=")[^"]*/g, '2026-03-01T12:00:00'),
    );
    expect(many === one).toBe(true);
    expect(junitFaults(one)).toEqual([]);
    expect(textsIn(one, '//testcase/@name')).toEqual(
      lines.flatMap((line, index) => (line === '' ? [] : [`line ${index + 1} (Shop)`])),
    );
  });

  it('ends quietly when no one reads on, though its input goes on', async () => {
    const child = start();
    let complaint = '';
    child.stderr.on('data', (data: Buffer) => {
      complaint += data.toString();
    });
    child.stdin.on('error', () => {});
    child.stdin.write(lines.join('\n'));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'exit')) as [number | null];
    expect([0, 1]).toContain(code);
    expect(complaint).toBe('');
  });

  it('answers a line as soon as it came, and ends with 130 at Ctrl-C', async () => {
    const argv = ['verify', 'Shop', '--at', String(NOW), '--json', '--brief', '--batch', '-', '--jobs', '2'];
    const child = spawn(program.file, [...program.argv, ...argv], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    for (const number of [1, 2, 3]) {
      child.stdin.write(`${good}\n`);
      const [answer] = (await once(child.stdout, 'data')) as [Buffer];
      expect(JSON.parse(answer.toString())).toMatchObject({ line: number, accepted: true });
    }
    child.kill('SIGINT');
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    // While it writes no handler can run, and the signal itself ends it: to a shell both are 130.
    expect(code ?? 128 + constants.signals[signal as 'SIGINT']).toBe(130);
  });

  it('refuses a folder as stdin', () => {
    const { status, stderr } = shell('batch - < .');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: the file of --batch cannot be read: it is a folder, not a file (EISDIR)\n',
    });
  });

  it('holds no secret in what Node shows of it while it is debugged', () => {
    const { stderr } = shell(`export NODE_DEBUG='*'; batch tokens.txt --jobs 2`);
    expect(stderr).toContain('WORKER');
    expect(stderr).not.toContain(SECRET);
    expect(readFileSync(join(folder, 'jwtadm.json'), 'utf8')).toContain(SECRET);
  });
});

describe('a file of twenty cases in a shell script', () => {
  const recipe = { username: 'alice', claims: { name: 'Alice', email: 'alice@example.com' } };
  const cases = [
    ...Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0
        ? { token: good, at: NOW, expect: { user: 'alice', minRemaining: '30m' } }
        : { token: good, at: NOW + 86_400, expect: { code: 'expired' } },
    ),
    ...Array.from({ length: 5 }, () => ({
      generate: recipe,
      expect: { user: 'alice', minRemaining: '59m' },
    })),
    ...['expired', 'secret-is-base64', 'algorithm-none', 'token-truncated', 'username-missing'].map(
      (code) => ({ generate: { ...recipe, broken: code }, expect: { code } }),
    ),
  ];

  /** Runs a script that stops at the first command that fails. */
  function script(lines: readonly object[]) {
    writeFileSync(join(folder, 'cases.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const text = `set -e\n${programInShell} verify Shop --batch cases.ndjson\necho deployed\n`;
    const { status, stdout } = spawnSync('sh', ['-c', text], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' },
      encoding: 'utf8',
    });
    return { status, stdout };
  }

  it('lets it go on when all are as expected', () => {
    const { status, stdout } = script(cases);
    expect(status).toBe(0);
    expect(stdout).toContain('20 tokens: 10 accepted, 10 rejected, all as expected');
    expect(stdout.endsWith('deployed\n')).toBe(true);
  });

  it('stops it when one is not, and says which', () => {
    const { status, stdout } = script(
      cases.with(6, { token: good, at: NOW, expect: { user: 'bob', minRemaining: '30m' } }),
    );
    expect(status).toBe(1);
    expect(stdout).toContain('line 7  the user: expected bob, found alice');
    expect(stdout).not.toContain('deployed');
  });
});

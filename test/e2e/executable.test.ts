import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { RECIPIENT } from '../support/age-keys.ts';
import { BIN } from '../support/built-program.ts';
import { repository } from '../support/generated-file.ts';
import { mint, NOW } from '../support/mint-token.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';
import { keys, startProcess } from '../support/terminal-run.ts';

const built = mkdtempSync(join(tmpdir(), 'jwtadm-executable-'));
const executable = join(built, 'jwtadm');
/** So many that threads evaluate them. */
const tokens = join(built, 'tokens.txt');
beforeAll(() => {
  writeFileSync(tokens, `${mint({ key: SECRET })}\nx.y.z\n`.repeat(3000));
  const argv = ['scripts/build-executable.js', executable];
  const { status, stderr } = spawnSync(process.execPath, argv, { cwd: repository, encoding: 'utf8' });
  expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
});
afterAll(() => rmSync(built, { recursive: true }));

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-e2e-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(storeOf(erp)), { mode: 0o600 });
  return folder;
}

/** Runs a program without an environment in which it could find anything. */
function run(command: readonly string[], cwd: string, input = '', env: Record<string, string> = {}) {
  const [program = '', ...argv] = command;
  const { status, stdout, stderr } = spawnSync(program, argv, {
    cwd,
    env: { HOME: cwd, TZ: 'UTC', ...env },
    input,
    encoding: 'utf8',
    maxBuffer: 10_000_000,
  });
  return { status, stdout, stderr };
}

describe('the executable', () => {
  it.each([
    ['--help'],
    ['--version'],
    ['list -o yaml'],
    [`verify ERP --at ${NOW}`],
    [`verify ERP --at ${NOW} --json`],
    [`verify ERP --at ${NOW} --json --brief --batch ${tokens} --jobs 2`],
    [`generate ERP --username alice --at ${NOW}`],
    ['explain secret-is-base64'],
    ['completion bash'],
    ['verify CRM'],
    ['lst'],
    ['list --config none.json'],
  ])('does what the program does: jwtadm %s', (words) => {
    const folder = newFolder();
    const argv = words.split(' ');
    const token = mint({ key: SECRET });
    const expected = run([process.execPath, BIN, ...argv], folder, token);
    expect(run([executable, ...argv], folder, token)).toEqual(expected);
  });

  it('changes a store under a lock, and leaves nothing else behind', () => {
    const folder = newFolder();
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const steps = [
      'create CRM --username-field sub --generate-secret -q',
      `encrypt --recipient ${RECIPIENT} -q`,
    ];
    const results = steps.map((words) =>
      run([executable, ...words.split(' ')], folder, '', { TMPDIR: temporary }),
    );
    expect(results.map(({ status, stderr }) => [status, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(statSync(join(folder, 'jwtadm.json')).mode & 0o777).toBe(0o600);
  });

  it('says that there is no lock where others could give it a library of theirs', () => {
    const folder = newFolder();
    const open = join(folder, 'open');
    mkdirSync(open);
    chmodSync(open, 0o777);
    const { status, stderr } = run([executable, 'disable', 'ERP'], folder, '', { TMPDIR: open });
    expect([status, readdirSync(open)]).toEqual([0, []]);
    expect(stderr).toContain('not locked, since the library that locks cannot be loaded (EPERM)');
  });

  it('reads where nothing can be written', () => {
    const folder = newFolder();
    const { status, stdout } = run([executable, 'list'], folder, '', { TMPDIR: '/nowhere' });
    expect([status, stdout]).toMatchObject([0, expect.stringMatching(/^ERP\t/)]);
  });

  it('asks on a terminal, and ends with 130 on Ctrl-C', async () => {
    const folder = newFolder();
    const env = { HOME: folder, PATH: '' };
    const terminal = startProcess(executable, ['create'], { cwd: folder, columns: 100, env });
    await terminal.waitFor('Enable');
    terminal.type(keys.ctrlC);
    expect(await terminal.exitCode).toBe(130);
  });
});

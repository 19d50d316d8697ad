import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lockStore } from '../../src/stores/json-file/lock-store.ts';
import { program, programInShell } from '../support/built-program.ts';
import { repository } from '../support/generated-file.ts';
import { self } from '../support/store-folder.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

function folderWith(store: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(store), { mode: 0o600 });
  return folder;
}

const surroundings = (folder: string) => ({ cwd: folder, env: { PATH: process.env.PATH, HOME: folder } });

/** Runs a shell command in which `jwtadm` is a program; it is stopped after ten seconds. */
function shell(folder: string, command: string, jwtadm = programInShell) {
  const script = `jwtadm() { ${jwtadm} "$@"; }; ${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    ...surroundings(folder),
    encoding: 'utf8',
    timeout: 10_000,
  });
  return { status, stdout, stderr };
}

/** The names of the configurations in ./jwtadm.json. */
function namesOf(folder: string): string[] {
  const { configurations } = JSON.parse(readFileSync(join(folder, 'jwtadm.json'), 'utf8')) as {
    configurations: { name: string }[];
  };
  return configurations.map(({ name }) => name);
}

describe('a store that is locked', () => {
  it('ends a change with exit code 4 when the time is over, and can be read', async () => {
    const folder = folderWith(storeOf(crm));
    const path = join(folder, 'jwtadm.json');
    const lock = await lockStore(path, { ...self, timeoutSeconds: 0, warn: () => {} });
    const { status, stderr } = shell(folder, 'jwtadm enable CRM --lock-timeout 1s');
    const listed = shell(folder, 'jwtadm list');
    lock.release();
    expect([status, listed.status, listed.stderr]).toEqual([4, 0, '']);
    expect(stderr).toContain(`the store is locked by process ${process.pid} (jwtadm) since `);
  });

  it('is waited for no longer than an hour', () => {
    const { status, stderr } = shell(folderWith(storeOf(crm)), 'jwtadm enable CRM --lock-timeout 2h');
    expect([status, stderr]).toEqual([
      2,
      'error: --lock-timeout must be 0 to 3600 seconds\n  for example --lock-timeout 30\n',
    ]);
  });

  it('loses nothing that many processes create at once', () => {
    const folder = folderWith(storeOf());
    const { status } = shell(
      folder,
      'for i in 1 2 3 4 5 6 7 8; do jwtadm create C$i --username-field sub --secret-ref env:X -q & done 2>/dev/null; wait',
    );
    expect([status, namesOf(folder).sort()]).toEqual([0, ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8']]);
  });
});

describe('the program without the addon for locks', () => {
  function copyWithoutPackages(): string {
    const folder = mkdtempSync(join(tmpdir(), 'jwtadm-bare-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    for (const part of ['bin', 'dist', 'package.json']) {
      cpSync(fileURLToPath(new URL(part, repository)), join(folder, part), { recursive: true });
    }
    return `"${process.execPath}" "${join(folder, 'bin/jwtadm.js')}"`;
  }

  it('reads without missing it', () => {
    const { status, stdout, stderr } = shell(
      folderWith(storeOf(crm)),
      'jwtadm list | cut -f 1',
      copyWithoutPackages(),
    );
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'CRM\n', stderr: '' });
  });

  it('writes with one warning', () => {
    const folder = folderWith(storeOf(crm));
    const { status, stderr } = shell(folder, 'jwtadm rm CRM -y -q', copyWithoutPackages());
    expect([status, stderr.match(/warning: .*no locks for this platform/g)?.length, namesOf(folder)]).toEqual(
      [0, 1, []],
    );
  });
});

describe('a named pipe', () => {
  it('as the file of a stored secret is told, and not waited for', () => {
    const folder = folderWith(storeOf({ ...erp, secretKey: { file: 'pipe' } }));
    const { status, stdout } = shell(folder, 'mkfifo pipe; jwtadm verify ERP x.y.z --json');
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('it is not a regular file');
  });

  it('gives a secret or a token where a flag names it', () => {
    const folder = folderWith(storeOf());
    const create = `jwtadm create A -q --username-field sub --secret-file <(printf %s '${SECRET}')`;
    const { status, stdout } = shell(
      folder,
      `${create} && jwtadm show A --reveal && printf x.y.z | jwtadm decode --token-file /dev/stdin`,
    );
    expect([status, stdout.startsWith(SECRET)]).toEqual([1, true]);
  });

  it('that no one writes to is left by Ctrl-C', async () => {
    const folder = folderWith(storeOf());
    shell(folder, 'mkfifo pipe');
    const argv = [...program.argv, 'decode', '--token-file', 'pipe'];
    const child = spawn(program.file, argv, { ...surroundings(folder), stdio: 'ignore' });
    const ended = new Promise((resolve) => child.on('exit', (_, signal) => resolve(signal)));
    setTimeout(() => child.kill('SIGINT'), 1000);
    expect(await ended).toBe('SIGINT');
  });
});

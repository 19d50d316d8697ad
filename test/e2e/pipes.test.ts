import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { program, programInShell } from '../support/built-program.ts';
import { erp, SECRET, storeOf } from '../support/stores.ts';

function folderWith(store: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'jwtadm-pipe-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(store), { mode: 0o600 });
  return folder;
}

function environment(folder: string): Record<string, string | undefined> {
  return { PATH: process.env.PATH, HOME: folder, TZ: 'UTC' };
}

/** Runs a shell command in which `jwtadm` is the built program. */
function shell(folder: string, command: string) {
  const script = `jwtadm() { ${programInShell} "$@"; }; ${command}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: folder,
    env: environment(folder),
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the built program in a pipe', () => {
  it('reads a secret from stdin, lists and deletes', () => {
    const folder = folderWith(storeOf());
    const { status, stdout, stderr } = shell(
      folder,
      `echo '${SECRET}' | jwtadm create CRM --username-field sub --secret-stdin && jwtadm list | cut -f 1,2 && jwtadm rm CRM -y`,
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: 'CRM\tNo\n' });
    expect(stderr).toContain('Left out the line break at the end of stdin.');
    expect(stderr).not.toContain(SECRET);
    expect(JSON.parse(readFileSync(join(folder, 'jwtadm.json'), 'utf8'))).toEqual(storeOf());
  });

  it('prints its help without anything else being there', () => {
    const { status, stdout, stderr } = shell(folderWith(storeOf()), 'jwtadm');
    expect({ status, stderr, isHelp: stdout.startsWith('Usage: jwtadm') }).toEqual({
      status: 0,
      stderr: '',
      isHelp: true,
    });
  });

  it('ends quietly and has done its work when no one reads on', () => {
    const folder = folderWith(storeOf());
    const { stdout, stderr } = shell(
      folder,
      'set -o pipefail; jwtadm create CRM --username-field sub --generate-secret --json -q | head -c 0; echo $?',
    );
    expect({ stdout, stderr }).toEqual({ stdout: '0\n', stderr: '' });
    expect(readFileSync(join(folder, 'jwtadm.json'), 'utf8')).toContain('CRM');
  });

  it.each([
    ['a secret', 'create CRM --username-field sub --secret-stdin'],
    ['a token', 'verify ERP'],
  ])('says so when what should give %s is a folder', (_, command) => {
    const { status, stderr } = shell(folderWith(storeOf(erp)), `jwtadm ${command} < .`);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: stdin cannot be read: it is a folder, not a file (EISDIR)\n',
    });
  });

  it.skipIf(!existsSync('/dev/full'))('says so when its output cannot be written', () => {
    const { status, stderr } = shell(folderWith(storeOf(erp)), 'jwtadm list > /dev/full');
    expect(status).toBe(2);
    expect(stderr).toContain('the output cannot be written (ENOSPC)');
  });

  it('is ended by Ctrl-C while it waits for its input, and changes nothing', async () => {
    const folder = folderWith(storeOf());
    const child = spawn(
      program.file,
      [...program.argv, 'create', 'CRM', '--username-field', 'sub', '--secret-stdin'],
      {
        cwd: folder,
        env: environment(folder),
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    const ended = new Promise((done) => {
      child.on('exit', (code, signal) => done({ code, signal }));
    });
    child.stdin.write(SECRET);
    await new Promise((next) => setTimeout(next, 1000));
    child.kill('SIGINT');
    expect(await ended).toEqual({ code: null, signal: 'SIGINT' });
    expect(JSON.parse(readFileSync(join(folder, 'jwtadm.json'), 'utf8'))).toEqual(storeOf());
  });
});

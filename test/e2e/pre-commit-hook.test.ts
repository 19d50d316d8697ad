import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { BIN } from '../support/built-program.ts';
import { repository } from '../support/generated-file.ts';
import { newFolder, put } from '../support/store-folder.ts';
import { crm, erp, storeOf } from '../support/stores.ts';

interface Hook {
  readonly id: string;
  readonly name: string;
  readonly entry: string;
  readonly language: string;
  readonly files: string;
  readonly pass_filenames: boolean;
}

const source = readFileSync(new URL('.pre-commit-hooks.yaml', repository), 'utf8');
const hooks = parse(source) as Hook[];

/** Runs the hook's entry as pre-commit does: its words, then the arguments, in the root of the repository. */
function runHook(folder: string, args: readonly string[] = []) {
  const [program = '', ...words] = (hooks[0]?.entry ?? '').split(' ');
  const bin = newFolder();
  symlinkSync(BIN, join(bin, program));
  const { status, stdout, stderr } = spawnSync(program, [...words, ...args], {
    cwd: folder,
    env: { PATH: `${bin}:${process.env.PATH}`, HOME: folder },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the hook for pre-commit', () => {
  it('has what pre-commit needs of a hook, and no file is handed to it as a name', () => {
    expect(hooks.map(({ id, language, pass_filenames }) => [id, language, pass_filenames])).toEqual([
      ['jwtadm-check', 'node', false],
    ]);
    expect(hooks.every(({ name, entry }) => name !== '' && entry.startsWith('jwtadm check '))).toBe(true);
  });

  it('runs when a store changes', () => {
    const pattern = new RegExp(hooks[0]?.files ?? '');
    const files = ['jwtadm.json', 'sso/jwtadm.json', 'notjwtadm.json', 'jwtadm.json.bak', 'jwtadm-json'];
    expect(files.filter((file) => pattern.test(file))).toEqual(['jwtadm.json', 'sso/jwtadm.json']);
  });

  it('lets a store pass whose secrets are elsewhere, and none that is unsound', () => {
    const folder = newFolder();
    put(join(folder, 'jwtadm.json'), storeOf(crm), 0o644);
    expect(runHook(folder)).toMatchObject({ status: 0, stderr: '' });
    const unsound = { ...erp, signatureAlgorithm: 'RS256', secretKey: 'no key' };
    put(join(folder, 'sso/jwtadm.json'), storeOf(unsound));
    const { status, stdout } = runHook(folder, ['--config', 'sso/jwtadm.json']);
    expect([status, stdout]).toEqual([1, expect.stringContaining('[key-not-for-algorithm]')]);
  });

  it('can be installed: npm pack prints the name of the package alone, whatever prepare says', () => {
    const folder = newFolder();
    // pre-commit takes all that npm pack prints for a file's name.
    copyFileSync(fileURLToPath(new URL('.npmrc', repository)), join(folder, '.npmrc'));
    const scripts = { prepare: 'echo it is built' };
    put(join(folder, 'package.json'), { name: 'packed', version: '1.0.0', scripts });
    const { status, stdout } = spawnSync('npm', ['pack'], { cwd: folder, encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, 'packed-1.0.0.tgz\n']);
  });
});

import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, type Setting } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const store = storeOf(erp, { ...crm, name: 'My One' });
const files = { 'jwtadm.json': store };

/** What a script that asks for the words of a line is answered, without its first two lines. */
async function answer(words: readonly string[], setting: Setting = { files }): Promise<string[]> {
  const { exitCode, stdout, stderr, questions } = await run(['__complete', 'zsh', '--', ...words], setting);
  expect({ exitCode, stderr, questions }).toEqual({ exitCode: 0, stderr: '', questions: [] });
  return stdout.split('\n').slice(2, -1);
}

const both = ['ERP:HS256, enabled', 'My One:HS512, disabled'];

describe('what completion finds', () => {
  it('is the configurations of ./jwtadm.json', async () => {
    expect(await answer(['show', ''])).toEqual(both);
  });

  it.each([
    [['show', '--config', 'other.json', ''], {}],
    [['--config=other.json', 'show', ''], {}],
    [['show', '--config', '~/other.json', ''], {}],
    [['show', ''], { JWTADM_CONFIG: 'other.json' }],
  ])('is those of the store that the line means: %j with %j', async (words, env) => {
    expect(await answer(words, { files: { ...files, 'other.json': storeOf(crm) }, env })).toEqual([
      'CRM:HS512, disabled',
    ]);
  });

  it('is the roles of all configurations, each once', async () => {
    const other = { ...crm, initializationRoles: ['Author', 'Power User', '$(touch x)'] };
    expect(
      await answer(['create', 'HR', '--role', ''], { files: { 'jwtadm.json': storeOf(erp, other) } }),
    ).toEqual(['Power User', 'Author', '$(touch x)']);
  });

  it('is the kept generations, and what was changed after each', async () => {
    const first = await run(['disable', 'ERP'], { files });
    await run(['rm', 'My One', '--yes'], { folder: first.folder });
    expect(await answer(['restore', ''], { folder: first.folder })).toEqual([
      '1:before 2026-03-01T12:00:00.000Z: ERP: enabled',
      '2:before 2026-03-01T12:00:00.000Z: My One deleted',
    ]);
  });

  it('is the names of variables that are set, never what they hold', async () => {
    const env = { TOKEN: SECRET, 'odd-name': 'x' };
    const told = await answer(['verify', 'ERP', '--token-env', ''], { files, env });
    expect(told).toContain('TOKEN');
    expect(told.join()).not.toMatch(new RegExp(`odd-name|${SECRET}`));
  });

  it('is the same on a terminal, where someone could be asked', async () => {
    expect(await answer(['show', ''], { files, isTerminal: true })).toEqual(both);
  });
});

describe('completion', () => {
  it.each([
    ['a store that is no JSON', { files: { 'jwtadm.json': '{' } }],
    ['a store of another version', { files: { 'jwtadm.json': { version: 2 } } }],
    ['no store', {}],
    ['a store that is named and missing', { env: { JWTADM_CONFIG: 'missing.json' } }],
    ['a folder in the place of a store', { files: { 'jwtadm.json/x': '' } }],
  ])('finds nothing in %s, and says nothing of it', async (_what, setting) => {
    expect(await answer(['show', ''], setting)).toEqual([]);
    expect(await answer(['create', '--role', ''], setting)).toEqual([]);
    expect(await answer(['restore', ''], setting)).toEqual([]);
  });

  it('finds nothing in a store that is open to others, unless the line allows that', async () => {
    const { folder } = await run(['list'], { files });
    chmodSync(join(folder, 'jwtadm.json'), 0o644);
    expect(await answer(['show', ''], { folder })).toEqual([]);
    expect(await answer(['show', '--allow-insecure-permissions', ''], { folder })).toEqual(both);
  });

  it('writes no file, not even a lock', async () => {
    const { folder, exists } = await run(['list'], { files });
    rmSync(join(folder, 'jwtadm.json.lock'), { force: true });
    await answer(['edit', 'ERP', ''], { folder });
    await answer(['restore', ''], { folder });
    expect([exists('jwtadm.json.lock'), exists('jwtadm.json.history')]).toEqual([false, false]);
  });

  it('shows no secret, whatever is completed', async () => {
    const words = ['show', 'edit', 'create', 'verify', 'restore', 'list'];
    const told = await Promise.all(words.map((word) => answer([word, ''])));
    expect(told.flat().join()).not.toContain(SECRET);
  });

  it('is nothing that help lists or that is suggested', async () => {
    const [overview, mistyped] = await Promise.all([run([]), run(['_complete'])]);
    expect(overview.stdout + mistyped.stderr).not.toContain('__complete');
  });
});

describe('jwtadm completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])(
    'prints the script of %s, and nothing of a store',
    async (shell) => {
      const { exitCode, stdout, stderr } = await run(['completion', shell], { files });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(stdout).toContain(`jwtadm __complete ${shell}`);
      expect(stdout).not.toContain('ERP');
    },
  );

  it('tells in its help how each script is installed', async () => {
    const { stdout } = await run(['completion', '--help']);
    for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
      expect(stdout).toContain(`\n  ${shell}\n`);
      expect(stdout).toContain(`jwtadm completion ${shell}`);
    }
  });

  it.each([
    [['completion'], 'SHELL is missing', 'jwtadm completion --help'],
    [['completion', 'bsh'], 'SHELL must be one of bash, zsh, fish, powershell', 'did you mean bash?'],
    [['complete', 'bash'], 'argument 1 is not a command', 'did you mean `jwtadm completion`?'],
  ])('%j is a usage error', async (argv, message, hint) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(hint);
  });
});

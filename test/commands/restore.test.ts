import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const files = { 'jwtadm.json': storeOf(erp, crm) };

/** A folder whose store has lost ERP by a delete, which can be taken back as number 1. */
async function afterDelete(): Promise<string> {
  return (await run(['delete', 'ERP', '--yes'], { files })).folder;
}

describe('restore', () => {
  it('takes the store back byte for byte, and says what that brings', async () => {
    const folder = await afterDelete();
    const { exitCode, stdout, stderr, readStore } = await run(['restore', '1', '--yes'], { folder });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '  ERP added\nRestored generation 1. `jwtadm history` shows how to take this back.\n',
    });
    expect(readStore()).toEqual(storeOf(erp, crm));
  });

  it('can be taken back itself', async () => {
    const folder = await afterDelete();
    await run(['restore', '1', '--yes'], { folder });
    const { readStore } = await run(['restore', '2', '--yes'], { folder });
    expect(readStore()).toEqual(storeOf(crm));
    const { stdout } = await run(['history'], { folder });
    expect(stdout.split('\n').map((line) => line.split('\t').slice(3).join(' '))).toEqual([
      'restore ERP deleted',
      'restore ERP added',
      'delete ERP deleted',
      '',
    ]);
  });

  it('asks on a terminal, where Enter alone means no', async () => {
    const folder = await afterDelete();
    const { exitCode, stderr, questions, readStore } = await run(['restore', '1'], {
      folder,
      isTerminal: true,
      answers: [false],
    });
    expect([exitCode, questions.map(({ message }) => message)]).toEqual([0, ['Restore?']]);
    expect(stderr).toContain('Nothing was changed.');
    expect(readStore()).toEqual(storeOf(crm));
  });

  it('does not do without --yes what no one can be asked about', async () => {
    const { exitCode, stderr } = await run(['restore', '1'], { folder: await afterDelete() });
    expect([exitCode, stderr]).toEqual([
      2,
      'error: restore asks for confirmation, and jwtadm cannot prompt here\n  add --yes\n',
    ]);
  });

  it('writes nothing with --dry-run, and tells the same', async () => {
    const folder = await afterDelete();
    const { stdout, stderr, readStore } = await run(['restore', '1', '--dry-run', '--json'], { folder });
    expect(JSON.parse(stdout)).toEqual({ generation: 1, changes: [{ action: 'added', name: 'ERP' }] });
    expect(stderr).toContain('Dry run: nothing was written.');
    expect(readStore()).toEqual(storeOf(crm));
  });

  it.each([
    [
      '9',
      3,
      'there is no generation 9; nothing was changed\n  kept are 1; `jwtadm history` shows what each one holds',
    ],
    ['0', 2, 'GENERATION must be the number of a kept generation'],
    ['one', 2, 'GENERATION must be the number of a kept generation'],
    ['1e3', 2, 'GENERATION must be the number of a kept generation'],
  ])('refuses the number %s', async (number, code, message) => {
    const { exitCode, stderr } = await run(['restore', number, '--yes'], { folder: await afterDelete() });
    expect(exitCode).toBe(code);
    expect(stderr).toContain(message);
  });

  it('overwrites nothing that was written while someone thought', async () => {
    const { exitCode, stderr, readStore } = await run(['restore', '1'], {
      folder: await afterDelete(),
      isTerminal: true,
      answers: [true],
      onQuestion: (folder) => writeFileSync(join(folder, 'jwtadm.json'), JSON.stringify(storeOf())),
    });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('was changed by someone else meanwhile; nothing was written');
    expect(readStore()).toEqual(storeOf());
  });
});

describe('restore, where the store is broken', () => {
  it('fixes it, and keeps the broken file', async () => {
    const folder = await afterDelete();
    const path = join(folder, 'jwtadm.json');
    const broken = readFileSync(path).subarray(0, 100);
    writeFileSync(path, broken);
    const list = await run(['list'], { folder });
    expect(list.exitCode).toBe(4);
    expect(list.stderr).toContain('`jwtadm history` lists what it was before, and `jwtadm restore N`');
    const { exitCode, stderr, readStore } = await run(['restore', '1', '--yes'], { folder });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^warning: what is there now is no store: /);
    expect(readStore()).toEqual(storeOf(erp, crm));
    expect(readFileSync(`${path}.bak.2`)).toEqual(broken);
  });

  it('fixes one that is not even text', async () => {
    const folder = await afterDelete();
    writeFileSync(join(folder, 'jwtadm.json'), new Uint8Array([0xff, 0xfe, 0]));
    const { exitCode, readStore } = await run(['restore', '1', '--yes'], { folder });
    expect([exitCode, readStore()]).toEqual([0, storeOf(erp, crm)]);
  });

  it('brings back one that was deleted', async () => {
    const folder = await afterDelete();
    rmSync(join(folder, 'jwtadm.json'));
    const config = ['--config', join(folder, 'jwtadm.json')];
    const { exitCode, stderr, readStore } = await run(['restore', '1', '--yes', ...config], { folder });
    expect([exitCode, readStore()]).toEqual([0, storeOf(erp, crm)]);
    expect(stderr).toMatch(/^There is no \S+jwtadm\.json now\.\n/);
  });

  it('does not restore a generation that is broken itself', async () => {
    const folder = await afterDelete();
    writeFileSync(join(folder, 'jwtadm.json.bak.1'), `{"secretKey": "${SECRET}`);
    const { exitCode, stderr } = await run(['restore', '1', '--yes'], { folder });
    expect([exitCode, stderr.includes(SECRET.slice(0, 12))]).toEqual([4, false]);
    expect(stderr).toContain('generation 1 cannot be restored: ');
  });

  it('puts no secret into a store that others may read', async () => {
    const folder = await afterDelete();
    chmodSync(join(folder, 'jwtadm.json'), 0o644);
    const { exitCode, stderr } = await run(['restore', '1', '--yes'], { folder });
    expect(exitCode).toBe(4);
    expect(stderr).toContain('a secret would be written to');
  });
});

import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { crm, erp, SECRET, storeOf } from '../support/stores.ts';

const old = { ...crm, name: 'Old', lastModified: '2020-01-01T00:00:00Z', creator: 'zoe' };
const files = { 'jwtadm.json': storeOf(erp, old, crm) };

function names(stdout: string): string[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t')[0] ?? '');
}

describe('list', () => {
  it('writes one tab-separated line a configuration when it is piped', async () => {
    const { exitCode, stdout, stderr } = await run(['list'], { files });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: 'CRM\tNo\t-\t-\nERP\tYes\t2025-03-12 15:00:33\tada\nOld\tNo\t2020-01-01 00:00:00\tzoe\n',
      stderr: '',
    });
  });

  it('draws a table with a header on a terminal', async () => {
    const { stdout } = await run(['list'], { files, isTerminal: true, env: { NO_COLOR: '1' } });
    expect(stdout).toMatch(/Name\b.*Enabled\b.*Last Modified Date\b.*Creator/);
    expect(stdout).toMatch(/ERP\b.*Yes\b.*2025-03-12 15:00:33\b.*ada/);
  });

  it('goes by its alias ls too', async () => {
    const { exitCode, stdout } = await run(['ls'], { files });
    expect({ exitCode, names: names(stdout) }).toEqual({ exitCode: 0, names: ['CRM', 'ERP', 'Old'] });
  });

  it.each([
    [
      ['--sort', 'modified'],
      ['CRM', 'Old', 'ERP'],
    ],
    [
      ['--sort', 'creator'],
      ['CRM', 'ERP', 'Old'],
    ],
    [
      ['--sort', 'name', '--reverse'],
      ['Old', 'ERP', 'CRM'],
    ],
    [
      ['--sort', 'modified', '--reverse'],
      ['ERP', 'Old', 'CRM'],
    ],
    [['--enabled'], ['ERP']],
    [['--disabled'], ['CRM', 'Old']],
  ])('with %j lists %j', async (flags, expected) => {
    const { stdout } = await run(['list', ...flags], { files });
    expect(names(stdout)).toEqual(expected);
  });

  it('shows algorithm, token name, username field and expiration with --wide', async () => {
    const { stdout } = await run(['list', '--wide', '--enabled'], { files });
    expect(stdout.split('\t')).toEqual(expect.arrayContaining(['HS256', 'token', 'loginname']));
  });

  it('prints an array of documents without secrets as JSON', async () => {
    const { stdout } = await run(['list', '-o', 'json'], { files });
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({
        name: 'CRM',
        enabled: false,
        secretKey: expect.objectContaining({ env: 'CRM_SECRET' }),
      }),
      expect.objectContaining({
        name: 'ERP',
        enabled: true,
        secretKey: expect.objectContaining({ source: 'literal' }),
      }),
      expect.objectContaining({ name: 'Old' }),
    ]);
    expect(stdout).not.toContain(SECRET);
  });

  it.each(['csv', 'yaml'])('prints %s without secrets', async (format) => {
    const { exitCode, stdout } = await run(['list', '-o', format], { files });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('ERP');
    expect(stdout).not.toContain(SECRET);
  });

  it('says on stderr how to fill an empty store', async () => {
    const { exitCode, stdout, stderr } = await run(['list'], { files: { 'jwtadm.json': storeOf() } });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toContain('jwtadm create');
  });

  it('prints an empty array for an empty store, and nothing else with --quiet', async () => {
    const { exitCode, stdout, stderr } = await run(['list', '--json', '-q'], {
      files: { 'jwtadm.json': storeOf() },
    });
    expect({ exitCode, document: JSON.parse(stdout), stderr }).toEqual({
      exitCode: 0,
      document: [],
      stderr: '',
    });
  });

  it.each([
    [['--enabled', '--disabled'], 'exclude each other'],
    [['--json', '-o', 'csv'], 'exclude each other'],
    [['-o', 'hunter2'], '-o must be one of table, json, csv, yaml'],
    [['--sort', 'hunter2'], '--sort must be one of name, modified, creator'],
  ])('refuses %j as a usage error', async (flags, message) => {
    const { exitCode, stdout, stderr } = await run(['list', ...flags], { files });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
  });
});

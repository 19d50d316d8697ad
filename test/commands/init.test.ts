import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.ts';
import { erp, storeOf } from '../support/stores.ts';

describe('init', () => {
  it('makes the user’s own store, empty and closed to others, and says where', async () => {
    const { exitCode, stdout, stderr, folder, readStore } = await run(['init']);
    const path = join('xdg', 'jwtadm', 'config.json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(readStore(path)).toMatchObject({ version: 1, configurations: [] });
    expect(statSync(join(folder, path)).mode & 0o777).toBe(0o600);
    expect(stderr).toContain(path);
  });

  it('prints as JSON where the store is', async () => {
    const { exitCode, stdout, folder } = await run(['init', '--local', '--json']);
    expect({ exitCode, document: JSON.parse(stdout) }).toEqual({
      exitCode: 0,
      document: { path: join(folder, 'jwtadm.json'), created: true },
    });
  });

  it('makes ./jwtadm.json with --local', async () => {
    const { exitCode, readStore } = await run(['init', '--local']);
    expect(exitCode).toBe(0);
    expect(readStore()).toMatchObject({ version: 1, configurations: [] });
  });

  it('makes the file of --config', async () => {
    const { exitCode, exists } = await run(['init', '--config', 'sso.json']);
    expect({ exitCode, isThere: exists('sso.json') }).toEqual({ exitCode: 0, isThere: true });
  });

  it('leaves a store that exists as it is', async () => {
    const files = { 'jwtadm.json': storeOf(erp) };
    const { exitCode, stderr, readStore } = await run(['init', '--local'], { files });
    expect({ exitCode, store: readStore() }).toEqual({ exitCode: 2, store: storeOf(erp) });
    expect(stderr).toContain('already');
  });

  it('makes a local store although the user has one', async () => {
    const files = { 'xdg/jwtadm/config.json': storeOf(erp) };
    const { exitCode, exists } = await run(['init', '--local'], { files });
    expect({ exitCode, isThere: exists() }).toEqual({ exitCode: 0, isThere: true });
  });

  it('takes either --local or --config', async () => {
    const { exitCode, stderr, exists } = await run(['init', '--local', '--config', 'sso.json']);
    expect({ exitCode, isThere: exists('sso.json') }).toEqual({ exitCode: 2, isThere: false });
    expect(stderr).toContain('give one of them');
  });
});

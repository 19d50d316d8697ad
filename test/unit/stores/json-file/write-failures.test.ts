import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../../src/files/write-atomically.ts';
import { type ChildStores, childStores } from '../../../support/child-store.ts';
import { documentIn, namesIn, newFolder, open, put } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

let child: ChildStores;
beforeAll(async () => {
  child = await childStores();
});
afterAll(() => child.close());

/** A store in a folder of its own that the child's user owns; the modes are set at the end. */
function storeForChild(name: string, modes: { folder?: number; file?: number } = {}): string {
  const path = put(
    join(child.folder, name, 'jwtadm.json'),
    storeOf({ ...crm, note: 'x'.repeat(1500) }),
    0o600,
  );
  const { uid, gid } = statSync(child.folder);
  chownSync(path, uid, gid);
  chownSync(join(child.folder, name), uid, gid);
  chmodSync(path, modes.file ?? 0o600);
  chmodSync(join(child.folder, name), modes.folder ?? 0o700);
  return path;
}

/** What became of a store that could not be written. */
async function failToAdd(path: string, shell?: string) {
  const before = readFileSync(path);
  const told = await child.add(path, 'New', 1, shell);
  const folder = join(path, '..');
  return { told, isSame: before.equals(readFileSync(path)), names: namesIn(folder) };
}

describe('a write that fails leaves the store as it was and nothing beside it but its lock file', () => {
  it('when the folder is read-only', async () => {
    const path = storeForChild('closed', { folder: 0o500 });
    expect(await failToAdd(path)).toEqual({
      told: `problem: ${path} cannot be written: its lock file ${path}.lock cannot be opened: permission denied (EACCES); nothing was changed`,
      isSame: true,
      names: ['jwtadm.json'],
    });
  });

  it('when the store itself is read-only', async () => {
    const path = storeForChild('read-only', { file: 0o400 });
    expect(await failToAdd(path)).toEqual({
      told: `problem: ${path} cannot be written: permission denied (EACCES); nothing was changed`,
      isSame: true,
      names: ['jwtadm.json', 'jwtadm.json.lock'],
    });
  });

  it('when only a part of it finds room', async () => {
    const path = storeForChild('full');
    // Two blocks of 512 bytes: the store is larger, so that the system takes the beginning and then no more.
    const limits = 'trap "" XFSZ; ulimit -f 2;';
    expect(await failToAdd(path, limits)).toEqual({
      told: `problem: ${path} cannot be written: the file would be larger than is allowed (EFBIG); nothing was changed`,
      isSame: true,
      names: ['jwtadm.json', 'jwtadm.json.lock'],
    });
  });

  it('when the rename fails', () => {
    const folder = newFolder();
    const path = join(folder, 'taken');
    mkdirSync(path);
    const install = (temporary: string) => renameSync(temporary, path);
    expect(() => writeAtomically(path, [new Uint8Array(5)], { newMode: 0o600, install })).toThrow('EISDIR');
    expect(namesIn(folder)).toEqual(['taken']);
  });

  it('when it is stopped before the end', () => {
    const folder = newFolder();
    const path = put(join(folder, 'a'), 'before');
    const stop = new Error('stop');
    const write = {
      newMode: 0o600,
      install: () => {
        throw stop;
      },
    };
    expect(() => writeAtomically(path, [new Uint8Array(5)], write)).toThrow(stop);
    expect([namesIn(folder), readFileSync(path, 'utf8')]).toEqual([['a'], 'before']);
  });
});

describe('a store that cannot be read', () => {
  it('is refused with the reason', async () => {
    const path = storeForChild('secret', { file: 0o000 });
    expect(await child.add(path, 'New', 1)).toBe(
      `problem: ${path} cannot be read: permission denied (EACCES); nothing was changed`,
    );
  });
});

describe('a folder that cannot be read', () => {
  it('keeps the store as it is, because what it was could not be kept', async () => {
    const path = storeForChild('unreadable', { folder: 0o300 });
    expect(await child.add(path, 'New', 1)).toBe(
      `problem: the generations of ${path} cannot be listed: permission denied (EACCES); nothing was changed`,
    );
    chmodSync(join(path, '..'), 0o700);
    expect(documentIn(path)).toMatchObject({ configurations: [{ name: 'CRM' }] });
  });
});

describe('the owner of a store', () => {
  it('stays when root changes it', async () => {
    const path = storeForChild('owned');
    const { uid, gid } = statSync(path);
    await (await open(path)).change((draft) => draft.patch('CRM', { enabled: true }));
    const after = statSync(path);
    expect([after.uid, after.gid, after.mode & 0o777]).toEqual([uid, gid, 0o600]);
  });
});

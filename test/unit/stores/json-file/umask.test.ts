import { chmodSync, chownSync, lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { documentIn, namesIn, newFolder, open, problemOf, put, self } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

const added = { ...crm, name: 'New', enabled: true } as Configuration;

const usual = process.umask();
afterEach(() => {
  process.umask(usual);
});

/** The permission bits of what a folder holds, by name; a link's own do not count. */
function modesIn(folder: string): Record<string, string> {
  const modes = namesIn(folder).map((name) => [
    name,
    (statSync(join(folder, name)).mode & 0o777).toString(8),
  ]);
  return Object.fromEntries(modes) as Record<string, string>;
}

describe.each(['000', '022', '077', '777'])('under umask %s', (umask) => {
  it('a new store is closed to others, and so are its new folders and all that lies beside it', async () => {
    const folder = newFolder();
    const path = join(folder, 'new', 'deep', 'jwtadm.json');
    process.umask(umask);
    const store = await open(path, { whenMissing: 'make' });
    await store.change((draft) => draft.add(added));
    await store.change((draft) => draft.remove('New'));
    expect([modesIn(folder), modesIn(join(folder, 'new')), modesIn(join(path, '..'))]).toEqual([
      { new: '700' },
      { deep: '700' },
      {
        'jwtadm.json': '600',
        'jwtadm.json.bak.1': '600',
        'jwtadm.json.history': '600',
        'jwtadm.json.lock': '600',
      },
    ]);
  });

  it.each(['600', '640', '644', '755'])('the mode %s of a store stays', async (mode) => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    chmodSync(path, mode);
    process.umask(umask);
    await (await open(path)).change((draft) => draft.add(added));
    expect(modesIn(join(path, '..'))).toMatchObject({ 'a.json': mode, 'a.json.bak.1': '600' });
  });

  it('the owner of a store stays, and what lies beside it is that owner’s, too', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    // Only root can change a store of somebody else’s without becoming its owner.
    if (self.userId === 0) chownSync(path, 65_534, 65_534);
    const { uid, gid } = statSync(path);
    process.umask(umask);
    await (await open(path)).change((draft) => draft.add(added));
    const files = namesIn(join(path, '..')).map((name) => statSync(join(path, '..', name)));
    expect(files.map((file) => [file.uid, file.gid])).toEqual(files.map(() => [uid, gid]));
    expect(files).toHaveLength(4);
  });

  it('links stay where they are, and lead to the store that was changed or made', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'real'));
    symlinkSync('real/next', join(folder, 'a.json'));
    symlinkSync('store.json', join(folder, 'real', 'next'));
    process.umask(umask);
    for (const name of ['One', 'Two']) {
      const store = await open(join(folder, 'a.json'), { whenMissing: 'make' });
      await store.change((draft) => draft.add({ ...added, name }));
    }
    expect(documentIn(join(folder, 'real', 'store.json'))).toMatchObject({
      configurations: [{ name: 'One' }, { name: 'Two' }],
    });
    expect([readlinkSync(join(folder, 'a.json')), readlinkSync(join(folder, 'real', 'next'))]).toEqual([
      'real/next',
      'store.json',
    ]);
    expect(modesIn(join(folder, 'real'))).toMatchObject({ 'store.json': '600', 'store.json.bak.1': '600' });
    expect(namesIn(folder)).toEqual(['a.json', 'real']);
  });

  it('links in a circle are refused, and nothing is made', async () => {
    const folder = newFolder();
    symlinkSync('b', join(folder, 'a.json'));
    symlinkSync('a.json', join(folder, 'b'));
    process.umask(umask);
    const { message } = await problemOf(() => open(join(folder, 'a.json'), { whenMissing: 'make' }));
    expect(message).toContain('symbolic links lead in a circle');
    expect(namesIn(folder).map((name) => lstatSync(join(folder, name)).isSymbolicLink())).toEqual([
      true,
      true,
    ]);
  });
});

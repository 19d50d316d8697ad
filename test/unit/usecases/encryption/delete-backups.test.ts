import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deleteOldBackups, deletePlainBackups } from '../../../../src/usecases/encryption/delete-backups.ts';
import { namesIn, newFolder, open, put } from '../../../support/store-folder.ts';
import { crm, erp, storeOf } from '../../../support/stores.ts';

/** A store with that configuration, and a kept generation of it. */
async function changedStore(configuration: typeof erp | typeof crm) {
  const folder = newFolder();
  const path = put(join(folder, 'a.json'), storeOf(configuration));
  await (await open(path)).change((draft) => draft.patch(configuration.name, { expirationTime: 60 }));
  return { path, backups: () => namesIn(folder).filter((name) => name.includes('.bak.')) };
}

describe('the kept generations of a store', () => {
  it('are deleted where one has a secret in plain text', async () => {
    const { path, backups } = await changedStore(erp);
    expect(await deletePlainBackups({ store: await open(path) })).toEqual([{ kind: 'backups-deleted' }]);
    expect(backups()).toEqual([]);
  });

  it('stay where none has', async () => {
    const { path, backups } = await changedStore(crm);
    expect(await deletePlainBackups({ store: await open(path) })).toEqual([]);
    expect(backups()).toEqual(['a.json.bak.1']);
  });

  it('are all deleted after a new key, which the old one would still open', async () => {
    const { path, backups } = await changedStore(crm);
    expect(await deleteOldBackups({ store: await open(path) })).toEqual([{ kind: 'backups-deleted' }]);
    expect(backups()).toEqual([]);
    expect(await deleteOldBackups({ store: await open(path) })).toEqual([]);
  });

  it('that cannot be deleted are named, so that the user can do it', async () => {
    const { path } = await changedStore(crm);
    mkdirSync(`${path}.bak.2`);
    expect(await deleteOldBackups({ store: await open(path) })).toEqual([
      { kind: 'backups-not-deleted', place: `${path}.bak.*` },
    ]);
  });
});

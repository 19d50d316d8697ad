import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyFiles } from '../../../../src/files/key-files.ts';
import { changeWithKey, refuseTakenPath } from '../../../../src/usecases/secrets/key-file.ts';
import { documentIn, newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

/** A store with one configuration, and a private key for a file beside it. */
async function needsAndKey() {
  const path = put(join(newFolder(), 'a.json'), storeOf(crm));
  const privateKey = { path: join(dirname(path), 'a.pem'), text: 'key\n' };
  return { needs: { store: await open(path), keyFiles }, path, privateKey };
}

describe('a change with a private key', () => {
  it('writes both, the key first', async () => {
    const { needs, path, privateKey } = await needsAndKey();
    await changeWithKey(needs, privateKey, (draft) => {
      expect(readFileSync(privateKey.path, 'utf8')).toBe('key\n');
      draft.patch('CRM', { expirationTime: 60 });
    });
    expect(documentIn(path)).toMatchObject({ configurations: [{ expirationTime: 60 }] });
    expect(readFileSync(privateKey.path, 'utf8')).toBe('key\n');
  });

  it('leaves neither when the store does not take the change', async () => {
    const { needs, path, privateKey } = await needsAndKey();
    const change = () =>
      changeWithKey(needs, privateKey, (draft) => {
        draft.patch('CRM', { expirationTime: 60 });
        writeFileSync(path, 'someone else');
      });
    expect((await problemOf(change)).message).toBe(
      `${path} was changed by someone else meanwhile; nothing was written; the private key's file ${privateKey.path} was removed again`,
    );
    expect([existsSync(privateKey.path), readFileSync(path, 'utf8')]).toEqual([false, 'someone else']);
  });

  it('leaves neither when the edit meets a bug, which stays what it is', async () => {
    const { needs, path, privateKey } = await needsAndKey();
    const bug = new TypeError('no');
    const change = changeWithKey(needs, privateKey, () => {
      throw bug;
    });
    await expect(change).rejects.toBe(bug);
    expect([existsSync(privateKey.path), documentIn(path)]).toEqual([false, storeOf(crm)]);
  });

  it('does not touch the store when the key cannot be written', async () => {
    const { needs, path, privateKey } = await needsAndKey();
    writeFileSync(privateKey.path, 'of someone else');
    const problem = await problemOf(() =>
      changeWithKey(needs, privateKey, (draft) => draft.patch('CRM', { expirationTime: 60 })),
    );
    expect(problem).toMatchObject({
      kind: 'usage',
      message: `${privateKey.path} exists already; nothing was changed`,
    });
    expect([readFileSync(privateKey.path, 'utf8'), documentIn(path)]).toEqual([
      'of someone else',
      storeOf(crm),
    ]);
  });

  it('says so when the key that was written in vain cannot be removed', async () => {
    const { needs, privateKey } = await needsAndKey();
    const remove = () => {
      throw Object.assign(new Error('no'), { code: 'EROFS', syscall: 'unlink' });
    };
    const stubborn = { isTaken: () => false, make: () => ({ remove }) };
    const { message } = await problemOf(() =>
      changeWithKey({ ...needs, keyFiles: stubborn }, privateKey, (draft) => draft.remove('ERP')),
    );
    expect(message).toContain(
      `the private key's file ${privateKey.path} is not needed and could not be removed: the file system is read-only (EROFS)`,
    );
  });
});

describe('a path for a private key', () => {
  it('is refused where something is, or where its folder is not', async () => {
    const { path } = await needsAndKey();
    const refusalOf = async (each: string) =>
      (await problemOf(() => refuseTakenPath({ keyFiles }, each))).message;
    expect(await refusalOf(path)).toBe(`${path} exists already; nothing was changed`);
    expect(await refusalOf(join(path, 'a.pem'))).toContain('a part of its path is not a folder');
    expect(await refusalOf(join(dirname(path), 'none', 'a.pem'))).toContain(
      'there is no folder of that name',
    );
    expect(refuseTakenPath({ keyFiles }, join(dirname(path), 'a.pem'))).toBeUndefined();
  });
});

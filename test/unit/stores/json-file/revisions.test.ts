import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

const asRead = { ...crm, enabled: false } as Configuration;

/** A store that was changed once, and what it held before. */
async function changedStore() {
  const path = put(join(newFolder(), 'a.json'), storeOf(crm));
  const before = readFileSync(path, 'utf8');
  await (await open(path)).change((draft) => draft.patch('CRM', { expirationTime: 60 }));
  return { path, before };
}

describe('the revision of a store', () => {
  it('is another one after each change, and the same where nothing changed', async () => {
    const { path } = await changedStore();
    const { revision } = await open(path);
    expect((await open(path)).revision).toBe(revision);
    await (await open(path)).change((draft) => draft.patch('CRM', { expirationTime: 61 }));
    expect((await open(path)).revision).not.toBe(revision);
  });

  it('is undefined where there is no store', async () => {
    expect((await open(join(newFolder(), 'a.json'), { whenMissing: 'make' })).revision).toBeUndefined();
  });

  it('is the one that the history names, and the one that the record of the change has', async () => {
    const { path } = await changedStore();
    const store = await open(path);
    const { current, records } = await store.revisions();
    expect([current?.revision, records.at(-1)?.written]).toEqual([store.revision, store.revision]);
  });
});

describe('the history of a store', () => {
  it('has the kept generations and what each one holds', async () => {
    const { path } = await changedStore();
    const { generations, current, stateOf } = await (await open(path)).revisions();
    expect(generations).toEqual([1]);
    expect(stateOf(1)).toMatchObject({ ok: true, configurations: [asRead] });
    expect(current).toMatchObject({ ok: true, configurations: [{ ...asRead, expirationTime: 60 }] });
    expect((await problemOf(() => stateOf(2))).kind).toBe('not-found');
  });

  it('can be read of a broken store that is opened without being read', async () => {
    const { path } = await changedStore();
    writeFileSync(path, '{');
    const { current, generations } = await (await open(path, { isLazy: true })).revisions();
    expect([current?.ok, generations]).toEqual([false, [1]]);
  });

  it('can be read where only that is left', async () => {
    const { path } = await changedStore();
    rmSync(path);
    const { current, generations } = await (await open(path, { isLazy: true })).revisions();
    expect([current, generations]).toEqual([undefined, [1]]);
  });

  it('is refused where there never was a store', async () => {
    const store = await open(join(newFolder(), 'a.json'), { isLazy: true });
    expect((await problemOf(() => store.revisions())).message).toContain('there is no store');
  });
});

describe('restoring a generation', () => {
  it('brings it back byte for byte and keeps what was there', async () => {
    const { path, before } = await changedStore();
    const changed = readFileSync(path, 'utf8');
    const store = await open(path);
    await store.restore(1, store.revision);
    expect([readFileSync(path, 'utf8'), readFileSync(`${path}.bak.2`, 'utf8')]).toEqual([before, changed]);
  });

  it.each([
    ['another revision', 'another'],
    ['no store', undefined],
  ])('is refused where %s was seen', async (_, seen) => {
    const { path } = await changedStore();
    const changed = readFileSync(path, 'utf8');
    const problem = await problemOf(async () => (await open(path)).restore(1, seen));
    expect(problem.message).toBe(`${path} was changed by someone else meanwhile; nothing was written`);
    expect(readFileSync(path, 'utf8')).toBe(changed);
  });

  it('makes the store where it was seen to be missing', async () => {
    const { path, before } = await changedStore();
    rmSync(path);
    await (await open(path, { isLazy: true })).restore(1, undefined);
    expect([readFileSync(path, 'utf8'), existsSync(`${path}.bak.2`)]).toEqual([before, false]);
  });
});

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitRestore, planRestore } from '../../../../src/usecases/history/restore.ts';
import { newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, erp, storeOf } from '../../../support/stores.ts';

/** A store from which CRM was deleted, and what it held before. */
async function changedStore() {
  const path = put(join(newFolder(), 'a.json'), storeOf(erp, crm));
  const before = readFileSync(path, 'utf8');
  await (await open(path)).change((draft) => draft.remove('CRM'));
  return { path, before, store: await open(path, { isLazy: true }) };
}

describe('a plan to restore', () => {
  it('says what changes, and writes nothing', async () => {
    const { path, store } = await changedStore();
    const now = readFileSync(path, 'utf8');
    const plan = await planRestore({ store }, 1);
    expect(plan).toMatchObject({ generation: 1, changes: [{ action: 'added', name: 'CRM' }] });
    expect(readFileSync(path, 'utf8')).toBe(now);
  });

  it('brings the generation back byte for byte', async () => {
    const { path, before, store } = await changedStore();
    await commitRestore({ store }, await planRestore({ store }, 1));
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it.each([
    ['broken', (path: string) => writeFileSync(path, '{'), false],
    ['missing', (path: string) => rmSync(path), undefined],
  ])('works on a store that is %s', async (_, damage, ok) => {
    const { path, before, store } = await changedStore();
    damage(path);
    const plan = await planRestore({ store }, 1);
    expect([plan.current?.ok, plan.changes.length]).toEqual([ok, 2]);
    await commitRestore({ store }, plan);
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('is not made on a store that changed since', async () => {
    const { path, store } = await changedStore();
    const plan = await planRestore({ store }, 1);
    await (await open(path)).change((draft) => draft.patch('ERP', { expirationTime: 60 }));
    const now = readFileSync(path, 'utf8');
    const problem = await problemOf(() => commitRestore({ store }, plan));
    expect([problem.kind, readFileSync(path, 'utf8')]).toEqual(['store', now]);
  });

  it('is refused for a generation that is not kept, or is broken itself', async () => {
    const { path, store } = await changedStore();
    expect((await problemOf(() => planRestore({ store }, 7))).kind).toBe('not-found');
    writeFileSync(`${path}.bak.1`, '{');
    expect((await problemOf(() => planRestore({ store }, 1))).message).toContain(
      'generation 1 cannot be restored',
    );
  });
});

import {
  chmodSync,
  linkSync,
  lstatSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { documentIn, namesIn, newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

const asRead = { ...crm, enabled: false } as Configuration;

/** Changes the Expiration Time of CRM. */
async function setTime(path: string, expirationTime: number): Promise<void> {
  await (await open(path)).change((draft) => draft.patch('CRM', { expirationTime }));
}

function generationsIn(folder: string): string[] {
  return namesIn(folder).filter((name) => name.includes('.bak.'));
}

describe('what a store was before a change', () => {
  it('is kept beside it byte for byte, closed to others', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    chmodSync(path, 0o644);
    const before = readFileSync(path);
    await setTime(path, 60);
    expect(readFileSync(`${path}.bak.1`)).toEqual(before);
    expect([statSync(path).mode & 0o777, statSync(`${path}.bak.1`).mode & 0o777]).toEqual([0o644, 0o600]);
  });

  it('is kept for the last ten changes, each under its own number', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    for (let seconds = 1; seconds <= 13; seconds += 1) await setTime(path, seconds);
    const numbers = generationsIn(folder).map((name) => Number(name.slice('a.json.bak.'.length)));
    expect(numbers.sort((one, other) => one - other)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(documentIn(`${path}.bak.13`)).toEqual(storeOf({ ...crm, expirationTime: 12 }));
  });

  it('is kept beside the file that a link leads to', async () => {
    const folder = newFolder();
    const real = put(join(folder, 'real', 'a.json'), storeOf(crm));
    symlinkSync('real/a.json', join(folder, 'link.json'));
    await setTime(join(folder, 'link.json'), 60);
    expect(generationsIn(join(real, '..'))).toEqual(['a.json.bak.1']);
  });

  it('is not kept when there was nothing, or nothing changed', async () => {
    const folder = newFolder();
    const path = join(folder, 'a.json');
    const store = await open(path, { whenMissing: 'make' });
    await store.change((draft) => draft.add(asRead));
    await store.change(() => {});
    expect(generationsIn(folder)).toEqual([]);
  });

  it('is kept once, when a process was killed after keeping and before replacing', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    linkSync(path, `${path}.bak.1`);
    await setTime(path, 60);
    expect(generationsIn(folder)).toEqual(['a.json.bak.1']);
    expect([documentIn(`${path}.bak.1`), lstatSync(path).nlink]).toEqual([storeOf(crm), 1]);
  });

  it('is closed at the next change, when a process was killed before it could', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    await setTime(path, 60);
    chmodSync(`${path}.bak.1`, 0o644);
    await setTime(path, 61);
    expect(statSync(`${path}.bak.1`).mode & 0o777).toBe(0o600);
  });

  it('is no longer kept when the change could not be made', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    const store = await open(path);
    await problemOf(() =>
      store.change((draft) => {
        draft.patch('CRM', { expirationTime: 60 });
        writeFileSync(path, 'someone else');
      }),
    );
    expect([readFileSync(path, 'utf8'), generationsIn(folder)]).toEqual(['someone else', []]);
  });

  it('is forgotten when it is to be nowhere', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    for (const seconds of [1, 2, 3]) await setTime(path, seconds);
    const history = await (await open(path)).revisions();
    expect([await history.forget(), generationsIn(folder)]).toEqual([[1, 2, 3], []]);
  });

  it('takes the next number, whatever others have put there', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    for (const name of [
      'a.json.bak.7',
      'a.json.bak.07',
      'a.json.bak.x',
      'a.json.bak.99999999999',
      'b.json.bak.9',
    ]) {
      put(join(folder, name), 'x');
    }
    await setTime(path, 60);
    expect(documentIn(`${path}.bak.8`)).toEqual(storeOf(crm));
  });

  it('never follows a link that stands in a generation’s place', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    const victim = put(join(folder, 'victim'), 'precious', 0o644);
    for (let number = 1; number <= 10; number += 1) symlinkSync(victim, `${path}.bak.${number}`);
    await setTime(path, 60);
    expect([readFileSync(victim, 'utf8'), statSync(victim).mode & 0o777]).toEqual(['precious', 0o644]);
    expect(lstatSync(`${path}.bak.11`).isFile()).toBe(true);
    rmSync(victim);
  });
});

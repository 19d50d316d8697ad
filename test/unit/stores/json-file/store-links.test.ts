import { lstatSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { documentIn, namesIn, newFolder, open, problemOf, put } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

const added = { ...crm, name: 'New', enabled: true } as Configuration;

/** Links, a folder's layout and where the store is in the end; names are relative to the folder. */
const layouts: readonly [string, { links: [from: string, to: string][]; store: string }][] = [
  ['an absolute link', { links: [['jwtadm.json', '$/real/store.json']], store: 'real/store.json' }],
  ['a relative link', { links: [['jwtadm.json', 'real/store.json']], store: 'real/store.json' }],
  [
    'a chain of links',
    {
      links: [
        ['jwtadm.json', 'real/a'],
        ['real/a', '../b'],
        ['b', '$/real/store.json'],
      ],
      store: 'real/store.json',
    },
  ],
  [
    'a link through a linked folder and out of it',
    {
      links: [
        ['short', 'real/deep'],
        ['jwtadm.json', 'short/../store.json'],
      ],
      store: 'real/store.json',
    },
  ],
];

function lay(links: readonly [string, string][]): string {
  const folder = newFolder();
  mkdirSync(join(folder, 'real', 'deep'), { recursive: true });
  for (const [from, to] of links) symlinkSync(to.replace('$', folder), join(folder, from));
  return folder;
}

describe('a store behind', () => {
  it.each(layouts)('%s is changed where it is, and the links stay', async (_, { links, store }) => {
    const folder = lay(links);
    put(join(folder, store), storeOf(crm));
    const opened = await open(join(folder, 'jwtadm.json'));
    await opened.change((draft) => draft.add(added));
    expect(opened.address).toBe(join(folder, 'jwtadm.json'));
    expect(documentIn(join(folder, store))).toMatchObject({ configurations: [crm, added] });
    expect(links.map(([from]) => readlinkSync(join(folder, from)))).toEqual(
      links.map(([, to]) => to.replace('$', folder)),
    );
    expect(namesIn(join(folder, 'real')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each(layouts)('%s that leads nowhere yet is made there', async (_, { links, store }) => {
    const folder = lay(links);
    const opened = await open(join(folder, 'jwtadm.json'), { whenMissing: 'make' });
    expect(opened.exists).toBe(false);
    await opened.change((draft) => draft.add(added));
    expect(statSync(join(folder, store)).mode & 0o777).toBe(0o600);
    expect(lstatSync(join(folder, 'jwtadm.json')).isSymbolicLink()).toBe(true);
  });

  it('a link into a folder that is missing is made with the folder', async () => {
    const folder = newFolder();
    symlinkSync('a/b/store.json', join(folder, 'jwtadm.json'));
    await (await open(join(folder, 'jwtadm.json'), { whenMissing: 'make' })).change(() => {});
    expect(documentIn(join(folder, 'a/b/store.json'))).toMatchObject({ configurations: [] });
  });

  it('a link that leads nowhere is missing where none is made', async () => {
    const path = join(newFolder(), 'jwtadm.json');
    symlinkSync('nowhere', path);
    expect((await problemOf(() => open(path))).message).toBe(`there is no store ${path}`);
  });
});

describe('links in a circle', () => {
  it.each([
    ['of one', [['jwtadm.json', 'jwtadm.json']]],
    [
      'of two',
      [
        ['jwtadm.json', 'other'],
        ['other', 'jwtadm.json'],
      ],
    ],
  ] as const)('%s are refused', async (_, links) => {
    const folder = newFolder();
    for (const [from, to] of links) symlinkSync(to, join(folder, from));
    const problem = await problemOf(() => open(join(folder, 'jwtadm.json'), { whenMissing: 'make' }));
    expect([problem.kind, problem.message]).toEqual([
      'store',
      `${folder}/jwtadm.json cannot be opened: its symbolic links lead in a circle`,
    ]);
  });

  it('of folders are refused', async () => {
    const folder = newFolder();
    symlinkSync('loop', join(folder, 'loop'));
    const problem = await problemOf(() => open(join(folder, 'loop', 'a.json'), { whenMissing: 'make' }));
    expect(problem.message).toContain('symbolic links lead in a circle (ELOOP); nothing was changed');
  });
});

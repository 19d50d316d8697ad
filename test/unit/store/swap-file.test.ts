import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { type Swap, swapFile } from '../../../src/store/swap-file.ts';
import { documentIn, namesIn, newFolder, open, put } from '../../support/store-folder.ts';
import { crm, storeOf } from '../../support/stores.ts';

/** A swap of `old` for `new` in a folder of its own. */
function prepare(changes: Partial<Swap> = {}): Swap & { folder: string } {
  const folder = newFolder();
  const file = put(join(folder, 'store'), 'old');
  const temporary = put(join(folder, 'temporary'), 'new');
  const read = () => readFileSync(file, 'utf8');
  return { folder, file, temporary, from: 'old', to: 'new', finishesOthers: false, read, ...changes };
}

/** The text of each file in a folder, the names of claims left out. */
function textsIn(folder: string): string[] {
  return namesIn(folder).map((name) => {
    const shown = name.endsWith('.next') ? 'claim' : name;
    return `${shown}: ${readFileSync(join(folder, name), 'utf8')}`;
  });
}

/** Leaves what a process leaves that ends between claiming the right to replace the file and doing so. */
function dieInSwap(swap: Swap, to: string): void {
  const folder = join(swap.file, '..');
  let claim = '';
  const read = () => {
    claim = join(folder, namesIn(folder).find((name) => name.endsWith('.next')) ?? '');
    throw new Error('killed');
  };
  const temporary = put(`${swap.temporary}.dead`, to);
  expect(() => swapFile({ ...swap, temporary, to, read })).toThrow('killed');
  // An error is tidied up after, and a death is not.
  put(claim, to);
}

describe('a swap', () => {
  it('puts the new file in place and leaves nothing beside it', () => {
    const swap = prepare();
    expect([swapFile(swap), textsIn(swap.folder)]).toEqual([true, ['store: new']]);
  });

  it('gives way to a file that has changed, and leaves it', () => {
    const swap = prepare({ from: 'older' });
    expect([swapFile(swap), textsIn(swap.folder)]).toEqual([false, ['store: old']]);
  });

  it('gives way to one that was begun before', () => {
    const swap = prepare();
    dieInSwap(swap, 'theirs');
    expect([swapFile(swap), textsIn(swap.folder)]).toEqual([
      false,
      ['claim: theirs', 'store: old', 'temporary: new'],
    ]);
  });

  it('finishes one whose process has died', () => {
    const swap = prepare({ finishesOthers: true });
    dieInSwap(swap, 'theirs');
    expect([swapFile(swap), textsIn(swap.folder)]).toEqual([false, ['store: theirs', 'temporary: new']]);
  });

  it('that somebody else finished for us has succeeded', () => {
    const swap = prepare();
    let isFirst = true;
    const read = () => {
      if (isFirst) swapFile({ ...swap, temporary: put(`${swap.temporary}2`, 'x'), finishesOthers: true });
      else return readFileSync(swap.file, 'utf8');
      isFirst = false;
      return 'old';
    };
    expect([swapFile({ ...swap, read }), textsIn(swap.folder)]).toEqual([
      true,
      ['store: new', 'temporary2: x'],
    ]);
  });

  it('that fails leaves the old file alone', () => {
    const swap = prepare();
    rmSync(swap.file);
    mkdirSync(swap.file);
    expect(() => swapFile({ ...swap, read: () => 'old' })).toThrow('EISDIR');
    expect(namesIn(swap.folder)).toEqual(['store']);
  });
});

describe('a store whose last writer died in the middle', () => {
  it('has that change finished by the next one', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const from = readFileSync(path, 'utf8');
    const theirs = `${JSON.stringify(storeOf({ ...crm, name: 'THEIRS' }), undefined, 2)}\n`;
    const swap = {
      file: path,
      temporary: `${path}.tmp`,
      from,
      to: theirs,
      finishesOthers: false,
      read: () => from,
    };
    dieInSwap(swap, theirs);
    const ours = { ...crm, name: 'OURS', enabled: true } as Configuration;
    await (await open(path)).change((draft) => draft.add(ours));
    expect(documentIn(path)).toEqual(storeOf({ ...crm, name: 'THEIRS' }, ours));
    expect(namesIn(join(path, '..'))).toEqual(['a.json']);
  });
});

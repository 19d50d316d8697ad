import {
  chownSync,
  closeSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import { removeStaleTemporaries, writeAtomically } from '../../../../src/files/write-atomically.ts';
import { lockStore } from '../../../../src/stores/json-file/lock-store.ts';
import { type ChildStores, childStores } from '../../../support/child-store.ts';
import { documentIn, namesIn, newFolder, open, problemOf, put, self } from '../../../support/store-folder.ts';
import { crm, storeOf } from '../../../support/stores.ts';

let child: ChildStores;
beforeAll(async () => {
  child = await childStores();
});
afterAll(() => child.close());

const added = { ...crm, name: 'New', enabled: true } as Configuration;
const quiet = { ...self, timeoutSeconds: 5, warn: () => {} };

/** An error of the system as the addon throws it. */
function fault(code: string): Error {
  return Object.assign(new Error('the system says no'), { code });
}

/** A store in a folder of its own that the child's user owns. */
function storeForChild(name: string): string {
  const path = put(join(child.folder, name, 'jwtadm.json'), storeOf(crm));
  const { uid, gid } = statSync(child.folder);
  chownSync(path, uid, gid);
  chownSync(join(child.folder, name), uid, gid);
  return path;
}

function namesInStore(path: string): string[] {
  const { configurations } = documentIn(path) as { configurations: { name: string }[] };
  return configurations.map(({ name }) => name).sort();
}

describe('a lock', () => {
  it('names its holder to whoever waits in vain, and nothing is changed', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const lock = await lockStore(path, { ...quiet, processId: 12345 });
    const store = await open(path, { lockTimeoutSeconds: 0.05 });
    const { kind, message, hint } = await problemOf(() => store.change((draft) => draft.add(added)));
    lock.release();
    expect([kind, message.replace(/\d{4}-.*Z/, 'T'), hint]).toEqual([
      'store',
      'the store is locked by process 12345 (jwtadm) since T; nothing was changed',
      'try again, or wait longer with --lock-timeout SECONDS',
    ]);
    expect(documentIn(path)).toEqual(storeOf(crm));
  });

  it('is waited for, and what its holder wrote is kept', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const lock = await lockStore(path, quiet);
    const change = (await open(path)).change((draft) => draft.add(added));
    put(path, storeOf(crm));
    lock.release();
    expect((await change).map(({ name }) => name)).toEqual(['CRM', 'New']);
  });

  it('that no one waits for any more goes to the next one', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const lock = await lockStore(path, quiet);
    const store = await open(path, { lockTimeoutSeconds: 0 });
    await problemOf(() => store.change((draft) => draft.add(added)));
    lock.release();
    expect(await (await open(path)).change((draft) => draft.add(added))).toEqual([added]);
  });

  it('does not keep a store from being read', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    const lock = await lockStore(path, quiet);
    const store = await open(path);
    lock.release();
    expect(store.configurations).toHaveLength(1);
  });

  it('leaves a file of mode 0600 that names no one once it is released', async () => {
    const path = join(newFolder(), 'a.json');
    (await lockStore(path, quiet)).release();
    expect([statSync(`${path}.lock`).mode & 0o777, readFileSync(`${path}.lock`, 'utf8').trim()]).toEqual([
      0o600,
      '',
    ]);
  });

  it('believes nothing that its file says but what jwtadm writes', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const lock = await lockStore(path, quiet);
    put(`${path}.lock`, '1 jwtadm since \u{1b}[31m');
    const { message } = await problemOf(() => lockStore(path, { ...quiet, timeoutSeconds: 0 }));
    lock.release();
    expect(message).toBe('the store is locked by another process; nothing was changed');
  });

  it('is taken on the file that is there when someone deleted the other', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const first = await lockStore(path, quiet);
    const second = lockStore(path, quiet);
    rmSync(`${path}.lock`);
    first.release();
    const { message } = await problemOf(async () => {
      const lock = await second;
      await lockStore(path, { ...quiet, timeoutSeconds: 0 }).finally(() => lock.release());
    });
    expect(message).toContain('the store is locked by process');
  });
});

describe('where there are no locks', () => {
  it.each([
    [
      'for the platform',
      () => Promise.reject(new Error('no addon')),
      'the store is not locked, since there are no locks for this platform; what someone else writes at the same time may be lost',
    ],
    [
      'that can be loaded',
      () => Promise.reject(Object.assign(new Error('no room'), { code: 'EROFS' })),
      'the store is not locked, since the library that locks cannot be loaded (EROFS); what someone else writes at the same time may be lost',
    ],
    [
      'in the file system',
      () =>
        Promise.resolve({
          tryLock: () => {
            throw fault('ENOTSUP');
          },
          waitForLock: () => Promise.resolve(),
        }),
      'the file system of $.lock has no locks; what someone else writes at the same time may be lost',
    ],
  ])('%s, a warning says so and the write goes on', async (_, load, warning) => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const told: string[] = [];
    const lock = await lockStore(path, { ...quiet, warn: (text) => told.push(text) }, load);
    lock.release();
    expect([lock.isHeld, told]).toEqual([false, [warning.replace('$', path)]]);
  });
});

describe('a system that fails', () => {
  it('to lock is a problem: what is written without the lock may be lost', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const locks = { tryLock: () => false, waitForLock: () => Promise.reject(fault('EIO')) };
    expect((await problemOf(() => lockStore(path, quiet, () => Promise.resolve(locks)))).message).toBe(
      'the store cannot be locked: the disk reports an error (EIO); nothing was changed',
    );
  });

  it('because a signal came is asked again', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    const answers: (boolean | Error)[] = [fault('EINTR'), false, true];
    const locks = {
      tryLock() {
        const answer = answers.shift();
        if (answer instanceof Error) throw answer;
        return answer === true;
      },
      waitForLock: () => Promise.reject(fault('EINTR')),
    };
    const lock = await lockStore(path, quiet, () => Promise.resolve(locks));
    lock.release();
    expect([lock.isHeld, answers]).toEqual([true, []]);
  });

  it('to close the lock file does not undo what was written', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf());
    let descriptor = -1;
    const locks = {
      tryLock(opened: number) {
        descriptor = opened;
        return true;
      },
      waitForLock: () => Promise.resolve(),
    };
    const lock = await lockStore(path, quiet, () => Promise.resolve(locks));
    closeSync(descriptor);
    expect(() => lock.release()).not.toThrow();
  });
});

describe('a lock file that is not ours is refused, and stays:', () => {
  it.each<[string, (lock: string) => void, string]>([
    ['a link', (lock) => symlinkSync(put(`${lock}.x`, 'theirs'), lock), 'is a symbolic link'],
    ['a second name', (lock) => linkSync(put(`${lock}.x`, 'theirs'), lock), 'is not a lock file of jwtadm'],
    ['of another size', (lock) => put(lock, 'x'.repeat(65)), 'is not a lock file of jwtadm'],
  ])('%s', async (_, make, what) => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    make(`${path}.lock`);
    const before = readFileSync(`${path}.lock`, 'utf8');
    const store = await open(path);
    expect(await problemOf(() => store.change((draft) => draft.add(added)))).toEqual({
      kind: 'store',
      message: `the lock file ${path}.lock ${what}; nothing was changed`,
      hint: 'find out who made it, and move it away if it is not needed',
    });
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe(before);
  });

  it('a folder', async () => {
    const path = put(join(newFolder(), 'a.json'), storeOf(crm));
    mkdirSync(`${path}.lock`);
    const store = await open(path);
    const { message } = await problemOf(() => store.change((draft) => draft.add(added)));
    expect(message).toContain(
      `its lock file ${path}.lock cannot be opened: it is a folder, not a file (EISDIR)`,
    );
  });

  it('someone else’s', async () => {
    const path = join(newFolder(), 'a.json');
    const lock = put(`${path}.lock`, '');
    if (self.userId === 0) chownSync(lock, 65_534, 65_534);
    const { uid } = statSync(lock);
    const stranger = { ...quiet, userId: uid + 1 };
    expect((await problemOf(() => lockStore(path, stranger))).message).toBe(
      `the lock file ${lock} belongs to someone else (uid ${uid}); nothing was changed`,
    );
  });
});

describe('several processes that write at once', () => {
  it('lose nothing of what each has added', async () => {
    const path = storeForChild('busy');
    const prefixes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
    const told = await Promise.all(prefixes.map((prefix) => child.add(path, prefix, 5)));
    const expected = prefixes.flatMap((prefix) => [0, 1, 2, 3, 4].map((index) => `${prefix}${index}`));
    expect([told, namesInStore(path)]).toEqual([prefixes.map(() => 'ok'), ['CRM', ...expected].sort()]);
  });

  it('get the lock at once when its holder is killed', async () => {
    const path = storeForChild('killed');
    const killHolder = await child.hold(path);
    const waiting = child.add(path, 'A', 1);
    const store = await open(path, { lockTimeoutSeconds: 0 });
    const { message } = await problemOf(() => store.change(() => {}));
    const start = performance.now();
    await killHolder();
    await (await open(path)).change((draft) => draft.add(added));
    const milliseconds = performance.now() - start;
    expect([await waiting, namesInStore(path)]).toEqual(['ok', ['A0', 'CRM', 'New']]);
    expect(message).toMatch(/^the store is locked by process \d+ \(jwtadm\) since /);
    expect(milliseconds).toBeLessThan(1000);
  });
});

describe('temporary files of a write that was killed', () => {
  it('go at the next write, and others stay', async () => {
    const folder = newFolder();
    const path = put(join(folder, 'a.json'), storeOf(crm));
    const stale = leaveTemporary(path, 0);
    for (const beside of ['.bak.7', '.history']) leaveTemporary(`${path}${beside}`, 0);
    const others = leaveTemporary(join(folder, 'b.json'), 0);
    await (await open(path)).change((draft) => draft.add(added));
    const left = namesIn(folder).filter((name) => !name.startsWith('a.json'));
    expect([stale === others, left]).toEqual([false, [others]]);
  });

  it('stay when they are younger than the lock, or someone else’s', () => {
    const folder = newFolder();
    const path = join(folder, 'a.json');
    const young = leaveTemporary(path, 2000);
    const old = leaveTemporary(path, 0);
    // Root may own neither: what root leaves is anybody's.
    if (self.userId === 0) for (const name of [young, old]) chownSync(join(folder, name), 65_534, 65_534);
    const { uid } = statSync(join(folder, old));
    removeStaleTemporaries(path, uid + 1, 1000);
    expect(namesIn(folder)).toEqual([young, old].sort());
    removeStaleTemporaries(path, uid, 1000);
    expect(namesIn(folder)).toEqual([young]);
  });

  it('of root go at the next write of the store’s owner, and of the owner at that of root', () => {
    const folder = newFolder();
    const path = join(folder, 'a.json');
    const ours = leaveTemporary(path, 0);
    const { uid } = statSync(join(folder, ours));
    // Only root can leave both; anybody else leaves one for itself.
    if (uid === 0) chownSync(join(folder, leaveTemporary(path, 0)), 65_534, 65_534);
    removeStaleTemporaries(path, uid === 0 ? 65_534 : uid, 1000);
    expect(namesIn(folder)).toEqual([]);
    if (uid === 0) chownSync(join(folder, leaveTemporary(path, 0)), 65_534, 65_534);
    removeStaleTemporaries(path, 0, 1000);
    expect(namesIn(folder)).toEqual([]);
  });

  /** Leaves the temporary file of a write to `file`, last changed at that second; returns its name. */
  function leaveTemporary(file: string, second: number): string {
    let name = '';
    writeAtomically(file, [new Uint8Array(3)], {
      newMode: 0o600,
      install(temporary) {
        // As if it had been killed: the file keeps its name.
        name = basename(temporary);
        linkSync(temporary, `${temporary}.kept`);
        rmSync(temporary);
      },
    });
    const path = join(file, '..', name);
    linkSync(`${path}.kept`, path);
    rmSync(`${path}.kept`);
    utimesSync(path, second, second);
    return name;
  }
});

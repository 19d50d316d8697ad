import { statSync } from 'node:fs';
import { systemNow, toIso } from '../../domain/instant.ts';
import type { ChangeAuthor, ConfigurationChange } from '../../domain/store-change.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { removeStaleTemporaries } from '../../files/write-atomically.ts';
import { Problem } from '../../problem.ts';
import type { StoreDraft } from '../../usecases/ports.ts';
import { asStoreProblem } from './as-store-problem.ts';
import { appendRecord } from './history-file.ts';
import type { JsonFileOptions } from './json-file-adapter.ts';
import { type LoadedStore, loadStore, whereLinksLead } from './load-store.ts';
import { type LockRequest, lockStore } from './lock-store.ts';
import type { Replaced, StorePath } from './replace-store.ts';
import { draftOf } from './store-draft.ts';

/** How a store's file is treated, how it is locked when it is changed, and who changes it. */
export interface ChangeOptions extends JsonFileOptions {
  readonly lock: LockRequest;
  readonly author: ChangeAuthor | undefined;
}

/**
 * Changes the store at `path` under its lock, from a fresh read, and records who did. `existed` says
 * whether there was a file when it was opened. Throws Problems (exit 4) and what `edit` throws, after which
 * the file is as it was.
 */
export function changeStore(
  path: string,
  options: ChangeOptions,
  edit: (draft: StoreDraft) => void,
  existed: boolean,
): Promise<LoadedStore> {
  return withLock(path, options, (file) => {
    const loaded = loadStore(file, path, options);
    const { exists, low, adapter } = loaded;
    if (existed && !exists) throw deletedMeanwhile(path);
    const draft = draftOf(low.data, options.author);
    edit(draft);
    const changed = draft.changedContents();
    if (changed === undefined && exists) return loaded;
    if (changed !== undefined) low.data = changed;
    low.write();
    if (adapter.replaced) recordChange({ file, path }, adapter.replaced, draft.changes, options);
    return loaded;
  });
}

/** Runs `act` on the file of the store at `path`, links resolved, while no other process changes it. */
export async function withLock<T>(
  path: string,
  options: ChangeOptions,
  act: (file: string) => T,
): Promise<T> {
  const file = whereLinksLead(path);
  const lock = await lockStore(file, options.lock).catch((error: unknown) =>
    asStoreProblem(`${path} cannot be written: its lock file ${file}.lock cannot be opened`, () => {
      throw error;
    }),
  );
  try {
    if (lock.isHeld) removeStaleTemporaries(file, options.lock.userId, systemNow());
    return act(file);
  } finally {
    lock.release();
  }
}

/** Adds to the history who changed what; what keeps it from being written is a warning: the change holds. */
export function recordChange(
  { file, path }: StorePath,
  { generation, digest }: Replaced,
  changes: readonly ConfigurationChange[],
  { author, userId, warn }: ChangeOptions,
): void {
  const at = toIso(author?.at ?? systemNow());
  const { by = null, command = null } = author ?? {};
  const record = { generation, at, by, command, changes: [...changes], written: digest };
  try {
    appendRecord(file, record, userId, statSync(file));
  } catch (error) {
    const why = error instanceof Problem ? error.message : describeSystemError(error);
    warn(`${path} was written, but its history could not be: ${why}`);
  }
}

function deletedMeanwhile(path: string): Problem {
  return new Problem(
    'store',
    `${path} was deleted by someone else meanwhile; nothing was written`,
    'run the command again',
  );
}

import { compareConfigurations } from '../../domain/store-change.ts';
import { Problem } from '../../problem.ts';
import type { Revisions, StoreState } from '../../usecases/ports.ts';
import { asStoreProblem } from './as-store-problem.ts';
import { type ChangeOptions, recordChange, withLock } from './change-store.ts';
import { refuseSecretInOpenStore } from './file-permissions.ts';
import { generationPath, listGenerations, noGeneration, removeGeneration } from './generations.ts';
import { readRecords } from './history-file.ts';
import { readGuarded } from './json-file-adapter.ts';
import { whereLinksLead } from './load-store.ts';
import { parseStore } from './parse-store.ts';
import { decodeStore, type StoreBytes } from './read-store-bytes.ts';
import { changedMeanwhile, digestOf, replaceStore } from './replace-store.ts';

/** The history of the store at `path`, whose file may be missing or broken. */
export function readRevisions(path: string, options: ChangeOptions): Revisions {
  const file = whereLinksLead(path);
  const seen = readGuarded(file, path, options);
  return {
    generations: listGenerations(file),
    current: seen && stateOf(seen, path),
    records: asStoreProblem(`the history of ${path} cannot be read`, () => readRecords(file)),
    stateOf: (number) => stateOf(readGeneration(file, number, options), generationPath(file, number)),
    forget: () => withLock(path, options, forget),
  };
}

function readGeneration(file: string, number: number, options: ChangeOptions): StoreBytes {
  const path = generationPath(file, number);
  const kept = readGuarded(path, path, options);
  if (!kept) throw noGeneration(number, listGenerations(file));
  return kept;
}

/** What a store's bytes hold, or why they are no store. */
function stateOf(seen: StoreBytes, path: string): StoreState {
  const about = { revision: digestOf([seen.bytes]), modifiedAt: seen.modifiedAt };
  try {
    const { store } = parseStore(decodeStore(seen.bytes, path), path);
    return { ok: true, configurations: store.configurations, ...about };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { ok: false, reason: error.message, ...about };
  }
}

function forget(file: string): number[] {
  const numbers = listGenerations(file);
  for (const number of numbers) {
    asStoreProblem(`${generationPath(file, number)} cannot be removed`, () => removeGeneration(file, number));
  }
  return numbers;
}

/**
 * Writes a generation's bytes, as they are, over the store at `path`, which must still have the revision
 * `seen` (undefined: must still be missing). Throws Problems, after which the file is as it was.
 */
export function restoreGeneration(
  path: string,
  number: number,
  seen: string | undefined,
  options: ChangeOptions,
): Promise<void> {
  return withLock(path, options, (file) => {
    const now = readGuarded(file, path, options);
    const before = now && stateOf(now, path);
    if (before?.revision !== seen) throw changedMeanwhile(path);
    const kept = readGeneration(file, number, options);
    const keptPath = generationPath(file, number);
    const { store } = parseStore(decodeStore(kept.bytes, keptPath), keptPath);
    if (now && !options.isWindows && !options.allowsInsecurePermissions) {
      refuseSecretInOpenStore(path, now.mode, store);
    }
    const place = { file, path };
    const replaced = replaceStore(place, now, [kept.bytes], options);
    const earlier = before?.ok ? before.configurations : [];
    recordChange(place, replaced, compareConfigurations(earlier, store.configurations), options);
  });
}

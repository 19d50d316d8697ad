import { createHash } from 'node:crypto';
import { renameSync } from 'node:fs';
import { describeSystemError } from '../../domain/system-error.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { Problem } from '../../problem.ts';
import { asStoreProblem } from './as-store-problem.ts';
import { NEW_STORE_MODE } from './file-permissions.ts';
import { keepGeneration, removeGeneration, tidyGenerations } from './generations.ts';
import { isUnchanged, type StoreBytes } from './read-store-bytes.ts';

/** The name of a store's file. */
export interface StorePath {
  /** Absolute, links resolved. */
  readonly file: string;
  /** The same file as messages name it: absolute, links not resolved. */
  readonly path: string;
}

/** How a store's file is replaced. */
export interface ReplaceOptions {
  /** Whether permission bits and the syncing of folders mean nothing here, as on Windows. */
  readonly isWindows: boolean;
  /** The user's number; undefined where files have no owners. */
  readonly userId: number | undefined;
  /** Warns the user of a fault that does not undo the change. */
  warn(text: string): void;
}

/** What a replaced store left behind. */
export interface Replaced {
  /** The generation that holds what was there before; null where there was nothing. */
  readonly generation: number | null;
  /** SHA-256 of what is there now, hexadecimal. */
  readonly digest: string;
}

/**
 * Writes `parts`, one after another, to a store's file, and keeps what was there as a generation. `seen` is
 * what the change is based on, undefined for no file: anything else that is found there is not overwritten.
 * Throws Problems (exit 4), after which the file is as it was.
 */
export function replaceStore(
  { file, path }: StorePath,
  seen: StoreBytes | undefined,
  parts: readonly Uint8Array[],
  options: ReplaceOptions,
): Replaced {
  let generation: number | null = null;
  const syncFault = asStoreProblem(`${path} cannot be written`, () =>
    writeAtomically(file, parts, {
      newMode: NEW_STORE_MODE,
      install(temporary) {
        // Editors and other programs do not take our lock.
        if (!isUnchanged(file, path, seen)) throw changedMeanwhile(path);
        if (seen) generation = keepGeneration(file, seen, options.userId);
        putInPlace(temporary, file, generation);
      },
    }),
  );
  if (!options.isWindows)
    warnOfFaults(path, syncFault, generation && tidyGenerations(file, generation), options);
  return { generation, digest: digestOf(parts) };
}

/** SHA-256, hexadecimal. The random fingerprint key in a store keeps its secrets from being guessed by it. */
export function digestOf(parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

function putInPlace(temporary: string, file: string, generation: number | null): void {
  try {
    renameSync(temporary, file);
  } catch (error) {
    if (generation !== null) removeGeneration(file, generation);
    throw error;
  }
}

function warnOfFaults(path: string, syncFault: unknown, openFault: unknown, options: ReplaceOptions): void {
  if (syncFault) {
    options.warn(
      `${path} was written, but the change may be lost if the power fails now: its folder could not be synced: ${describeSystemError(syncFault)}`,
    );
  }
  if (openFault) {
    options.warn(
      `${path} was written, but what it held before is kept as open to others as it was: ${describeSystemError(openFault)}`,
    );
  }
}

/** Another program wrote the file between its reading and its writing; the change can be made again. */
export function changedMeanwhile(path: string): Problem {
  return new Problem(
    'store',
    `${path} was changed by someone else meanwhile; nothing was written`,
    'run the command again',
  );
}

import { renameSync } from 'node:fs';
import type { Adapter } from 'lowdb';
import { Problem } from '../problem.ts';
import {
  NEW_STORE_MODE,
  refuseForeignStore,
  refuseOpenStore,
  refuseSecretInOpenStore,
} from './file-permissions.ts';
import { parseStore, refuseInexactNumber, type StoreContents } from './parse-store.ts';
import { readStoreText, type StoreText } from './read-store-text.ts';
import { describeSystemFault, toldAsProblem } from './system-fault.ts';
import { writeAtomically } from './write-atomically.ts';

/** How a store's file is treated. */
export interface JsonFileOptions {
  /** Whether permission bits and the syncing of folders mean nothing here, as on Windows. */
  readonly isWindows: boolean;
  readonly allowsInsecurePermissions: boolean;
  /** The user's number, where the store was found and not named: then it must be that user's or root's. */
  readonly finderId: number | undefined;
  /** Tells the user what should be looked at although the change holds. */
  warn(text: string): void;
}

/** lowdb's way to a store's file, and what it saw of the file beside its contents. */
export interface JsonFile extends Adapter<StoreContents> {
  /** The permission bits when it was read; undefined where there is no file, or where they mean nothing. */
  readonly mode: number | undefined;
}

/**
 * lowdb's way to one store's file (links resolved; `path` is its name in messages), read once and
 * then written once at most: only a valid store comes out or goes in. Throws Problems (exit 4),
 * after which the file is as it was.
 */
export function jsonFile(file: string, path: string, options: JsonFileOptions): JsonFile {
  const isGuarded = !options.isWindows && !options.allowsInsecurePermissions;
  let seen: StoreText | undefined;
  return {
    get mode() {
      return options.isWindows ? undefined : seen?.mode;
    },
    async read() {
      seen = toldAsProblem(`${path} cannot be read`, () => readStoreText(file, path));
      if (!seen) return null;
      if (options.finderId !== undefined) refuseForeignStore(path, seen.ownerId, options.finderId);
      const contents = parseStore(seen.text, path);
      if (isGuarded) refuseOpenStore(path, seen.mode, contents.store);
      return contents;
    },
    async write({ document, store }) {
      if (seen) refuseInexactNumber(seen.text, path);
      if (isGuarded && seen) refuseSecretInOpenStore(path, seen.mode, store);
      const bytes = new TextEncoder().encode(`${JSON.stringify(document, undefined, 2)}\n`);
      const syncFault = toldAsProblem(`${path} cannot be written`, () =>
        writeAtomically(file, bytes, {
          newMode: NEW_STORE_MODE,
          install(temporary) {
            // Editors and other programs do not take our lock.
            if (readStoreText(file, path)?.text !== seen?.text) throw changedMeanwhile(path);
            renameSync(temporary, file);
          },
        }),
      );
      if (syncFault === undefined || options.isWindows) return;
      options.warn(
        `${path} was written, but the change may be lost if the power fails now: its folder could not be synced: ${describeSystemFault(syncFault)}`,
      );
    },
  };
}

/** Somebody else wrote the file between its reading and its writing; the change can be made again. */
function changedMeanwhile(path: string): Problem {
  return new Problem(
    'store',
    `${path} was changed by somebody else meanwhile; nothing was written`,
    'run the command again',
  );
}

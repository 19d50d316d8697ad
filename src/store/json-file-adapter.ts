import type { Adapter } from 'lowdb';
import { Problem } from '../problem.ts';
import { NEW_STORE_MODE, refuseOpenStore, refuseSecretInOpenStore } from './file-permissions.ts';
import { parseStore, refuseInexactNumber, type StoreContents } from './parse-store.ts';
import { readStoreText, type StoreText } from './read-store-text.ts';
import { resolveLinks } from './resolve-links.ts';
import { swapFile } from './swap-file.ts';
import { describeSystemFault, toldAsProblem } from './system-fault.ts';
import { writeAtomically } from './write-atomically.ts';

/** How a store's file is treated. */
export interface JsonFileOptions {
  /** Whether permission bits and the syncing of folders mean nothing here, as on Windows. */
  readonly isWindows: boolean;
  readonly allowsInsecurePermissions: boolean;
  /** Whether to finish a write in whose midst another process seems to have ended. */
  readonly finishesOthers: boolean;
  /** Tells the user what should be looked at although the change holds. */
  warn(text: string): void;
}

/** Somebody else wrote the file between its reading and its writing; the change can be made again. */
export class ChangedMeanwhile extends Problem {
  constructor(path: string) {
    super(
      'store',
      `${path} was changed by somebody else meanwhile; nothing was written`,
      'run the command again',
    );
  }
}

/** lowdb's way to a store's file, and what it saw of the file beside its contents. */
export interface JsonFile extends Adapter<StoreContents> {
  /** The permission bits when it was read; undefined where there is no file, or where they mean nothing. */
  readonly mode: number | undefined;
}

/**
 * lowdb's way to one store's file, read once and then written once at most: only a valid store
 * comes out or goes in. Throws Problems (exit 4), after which the file is as it was.
 */
export function jsonFile(path: string, options: JsonFileOptions): JsonFile {
  const isGuarded = !options.isWindows && !options.allowsInsecurePermissions;
  let seen: StoreText | undefined;
  return {
    get mode() {
      return options.isWindows ? undefined : seen?.mode;
    },
    async read() {
      seen = toldAsProblem(`${path} cannot be read`, () => readStoreText(resolveLinks(path), path));
      if (!seen) return null;
      const contents = parseStore(seen.text, path);
      if (isGuarded) refuseOpenStore(path, seen.mode, contents.store);
      return contents;
    },
    async write({ document, store }) {
      if (seen) refuseInexactNumber(seen.text, path);
      if (isGuarded && seen) refuseSecretInOpenStore(path, seen.mode, store);
      const to = `${JSON.stringify(document, undefined, 2)}\n`;
      const syncFault = toldAsProblem(`${path} cannot be written`, () => {
        const file = resolveLinks(path);
        const swap = { file, from: seen?.text, to, finishesOthers: options.finishesOthers };
        const read = () => readStoreText(file, path)?.text;
        return writeAtomically(file, new TextEncoder().encode(to), {
          newMode: NEW_STORE_MODE,
          install(temporary) {
            if (!swapFile({ ...swap, temporary, read })) throw new ChangedMeanwhile(path);
          },
        });
      });
      if (syncFault === undefined || options.isWindows) return;
      options.warn(
        `${path} was written, but the change may be lost if the power fails now: its folder could not be synced: ${describeSystemFault(syncFault)}`,
      );
    },
  };
}

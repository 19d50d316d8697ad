import type { SyncAdapter } from 'lowdb';
import { Problem } from '../../problem.ts';
import { asStoreProblem } from './as-store-problem.ts';
import {
  refuseForeignStore,
  refuseOpenStore,
  refuseSecretInOpenStore,
  refuseStrangeOwner,
} from './file-permissions.ts';
import { listGenerations } from './generations.ts';
import { parseStore, refuseInexactNumber, type StoreContents, type StoreData } from './parse-store.ts';
import { decodeStore, readStoreBytes, type StoreBytes } from './read-store-bytes.ts';
import { digestOf, type Replaced, type ReplaceOptions, replaceStore } from './replace-store.ts';
import { rewriteStore, type WrittenStore } from './rewrite-store.ts';

/** How a store's file is treated. */
export interface JsonFileOptions extends ReplaceOptions {
  readonly allowsInsecurePermissions: boolean;
  /** The user's number, where the store was found and not named: then it must be that user's or root's. */
  readonly requiredOwnerId: number | undefined;
}

/** lowdb's way to a store's file, and what it saw of the file beside its contents. */
export interface JsonFile extends SyncAdapter<StoreData> {
  /** The permission bits when it was read; undefined where there is no file, or where they mean nothing. */
  readonly mode: number | undefined;
  /** The text that was read; undefined where there is no file. */
  readonly text: string | undefined;
  /** SHA-256 of what was read, hexadecimal; undefined where there is no file. */
  readonly digest: string | undefined;
  /** What the write left behind; undefined before. */
  readonly replaced: Replaced | undefined;
}

/**
 * lowdb's way to one store's file (links resolved; `path` is its name in messages), read once and
 * then written once at most: only a valid store comes out or goes in. Throws Problems (exit 4),
 * after which the file is as it was.
 */
export function jsonFile(file: string, path: string, options: JsonFileOptions): JsonFile {
  const isGuarded = !options.isWindows && !options.allowsInsecurePermissions;
  let seen: StoreBytes | undefined;
  let written: WrittenStore | undefined;
  let inexactText: string | undefined;
  let replaced: Replaced | undefined;
  return {
    get mode() {
      return options.isWindows ? undefined : seen?.mode;
    },
    get text() {
      return seen && decodeStore(seen.bytes, path);
    },
    get digest() {
      return seen && digestOf([seen.bytes]);
    },
    get replaced() {
      return replaced;
    },
    read() {
      seen = readGuarded(file, path, options);
      if (!seen) return null;
      const text = decodeStore(seen.bytes, path);
      const contents = parseKept(text, file, path);
      if (contents.isAsWritten) written = { document: contents.document, bytes: seen.bytes };
      else inexactText = text;
      if (isGuarded) refuseOpenStore(path, seen.mode, contents.store);
      return contents;
    },
    write({ document, store }) {
      if (inexactText !== undefined) refuseInexactNumber(inexactText, path);
      if (isGuarded && seen) refuseSecretInOpenStore(path, seen.mode, store);
      replaced = replaceStore({ file, path }, seen, rewriteStore(written, document), options);
    },
  };
}

/** The contents of a store's text; the Problem with a broken one says that there is something to go back to. */
function parseKept(text: string, file: string, path: string): StoreContents {
  try {
    return parseStore(text, path);
  } catch (error) {
    if (!(error instanceof Problem) || !hasGenerations(file)) throw error;
    const way = '`jwtadm history` lists what it was before, and `jwtadm restore N` takes one of these back';
    throw new Problem(error.kind, error.message, `${error.hint}\n${way}`);
  }
}

function hasGenerations(file: string): boolean {
  try {
    return listGenerations(file).length > 0;
  } catch {
    // A write to the folder reports what is wrong with it.
    return false;
  }
}

/** A store's bytes, unless another user can have changed them; undefined when there is no file. */
export function readGuarded(file: string, path: string, options: JsonFileOptions): StoreBytes | undefined {
  const seen = asStoreProblem(`${path} cannot be read`, () => readStoreBytes(file, path));
  if (!seen) return undefined;
  if (options.requiredOwnerId !== undefined) refuseForeignStore(path, seen.ownerId, options.requiredOwnerId);
  if (!options.isWindows && !options.allowsInsecurePermissions)
    refuseStrangeOwner(path, seen.ownerId, options.userId);
  return seen;
}

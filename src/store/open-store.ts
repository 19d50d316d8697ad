import { lstatSync, type Stats } from 'node:fs';
import { platform as systemPlatform } from 'node:os';
import { Low } from 'lowdb';
import type { JsonObject } from '../domain/claim-path.ts';
import { systemNow } from '../domain/instant.ts';
import { shellWord } from '../domain/shell-word.ts';
import { readStoreFile, type StoreFile } from '../domain/store-file.ts';
import { Problem } from '../problem.ts';
import { refuseForeignStore } from './file-permissions.ts';
import { type JsonFileOptions, jsonFile } from './json-file-adapter.ts';
import { locateStore, type StoreLocation, type StoreSurroundings } from './locate-store.ts';
import { DEFAULT_LOCK_TIMEOUT_SECONDS, type LockRequest, lockStore } from './lock-store.ts';
import { newStoreDocument } from './new-store.ts';
import type { StoreContents } from './parse-store.ts';
import { resolveLinks } from './resolve-links.ts';
import type { OpenStore, Store, StoreDraft, StoreRequest } from './store.ts';
import { draftOf } from './store-draft.ts';
import { systemCode, toldAsProblem } from './system-fault.ts';
import { removeStaleTemporaries } from './write-atomically.ts';

/** What opening a store needs of the world; read when a store is opened. */
export interface StoreWorld extends Omit<StoreSurroundings, 'platform'> {
  readonly processId: number;
  /** The user's number; undefined where files have no owners, as on Windows. */
  readonly userId: number | undefined;
  /** Tells the user what should be looked at although the change holds. */
  readonly warn?: (text: string) => void;
}

/** How a store's file is treated, and how it is locked when it is changed. */
interface ChangeOptions extends JsonFileOptions {
  readonly lock: LockRequest;
}

/** Opens stores that are JSON files, found as `world` says. */
export function storeOpener(world: StoreWorld, platform: string = systemPlatform()): OpenStore {
  const { env, cwd, processId, userId } = world;
  const warn = (text: string) => world.warn?.(text);
  return async (request) => {
    const { path, isNamed } = findStore(request, { env, cwd, platform });
    const finderId = isNamed ? undefined : userId;
    if (finderId !== undefined) refuseForeignLink(path, finderId);
    const timeoutSeconds = request.lockTimeoutSeconds ?? DEFAULT_LOCK_TIMEOUT_SECONDS;
    const store = await openJsonStore(path, {
      isWindows: platform === 'win32',
      allowsInsecurePermissions: request.allowsInsecurePermissions,
      finderId,
      lock: { processId, userId, timeoutSeconds, warn },
      warn,
    });
    if (!store.exists && request.whenMissing === 'refuse') throw missing(path, isNamed);
    return store;
  };
}

/** Refuses a link of somebody else's, too: it would say where a new store is made. */
function refuseForeignLink(path: string, finderId: number): void {
  const entry = toldAsProblem(`${path} cannot be read`, () => entryAt(path));
  if (entry) refuseForeignStore(path, entry.uid, finderId);
}

function findStore(request: StoreRequest, surroundings: StoreSurroundings): StoreLocation {
  return locateStore(request, surroundings, (path) =>
    toldAsProblem(
      `${path} cannot be looked for`,
      () => entryAt(path) !== undefined,
      'name the store with --config FILE',
    ),
  );
}

/** What is there of that name, a link that leads nowhere included. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Where the home is no folder, such as /dev/null, there is no store in it.
    if (systemCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function openJsonStore(path: string, options: ChangeOptions): Promise<Store> {
  const { exists, low, mode } = await load(whereLinksLead(path), path, options);
  let { fingerprintKey } = exists ? low.data.store : {};
  return {
    path,
    exists,
    mode,
    configurations: low.data.store.configurations,
    get fingerprintKey() {
      return fingerprintKey;
    },
    async change(edit) {
      const changed = await changeLocked(path, options, edit, exists);
      fingerprintKey = changed.fingerprintKey;
      return changed.configurations;
    },
  };
}

function whereLinksLead(path: string): string {
  return toldAsProblem(`${path} cannot be read`, () => resolveLinks(path));
}

async function load(file: string, path: string, options: JsonFileOptions) {
  const fresh = contentsOf(newStoreDocument());
  const adapter = jsonFile(file, path, options);
  const low = new Low<StoreContents>(adapter, fresh);
  await low.read();
  return { low, exists: low.data !== fresh, mode: adapter.mode };
}

async function changeLocked(
  path: string,
  options: ChangeOptions,
  edit: (draft: StoreDraft) => void,
  existed: boolean,
): Promise<StoreFile> {
  const file = whereLinksLead(path);
  const lock = await lockStore(file, options.lock).catch((error: unknown) =>
    toldAsProblem(`${path} cannot be written: its lock file ${file}.lock cannot be opened`, () => {
      throw error;
    }),
  );
  try {
    if (lock.isHeld) removeStaleTemporaries(file, options.lock.userId, systemNow());
    return await changeOnce(file, path, options, edit, existed);
  } finally {
    lock.release();
  }
}

async function changeOnce(
  file: string,
  path: string,
  options: ChangeOptions,
  edit: (draft: StoreDraft) => void,
  existed: boolean,
): Promise<StoreFile> {
  const { exists, low } = await load(file, path, options);
  if (existed && !exists) throw deletedMeanwhile(path);
  const draft = draftOf(low.data);
  edit(draft);
  const changed = draft.changedDocument();
  if (changed === undefined && exists) return low.data.store;
  if (changed !== undefined) low.data = contentsOf(changed);
  await low.write();
  return low.data.store;
}

/** The contents of a document that jwtadm made itself: a fault in it is a bug. */
function contentsOf(made: JsonObject): StoreContents {
  // Only what JSON can say is written, and so only that is judged.
  const document = JSON.parse(JSON.stringify(made)) as JsonObject;
  const reading = readStoreFile(document);
  if (!reading.ok) throw new Error(`a change made the store invalid at ${reading.fault.path.join('.')}`);
  return { document, store: reading.store };
}

function missing(path: string, isNamed: boolean): Problem {
  return new Problem(
    'store',
    `there is no store ${path}`,
    `\`jwtadm init${isNamed ? ` --config ${shellWord(path)}` : ''}\` makes it`,
  );
}

function deletedMeanwhile(path: string): Problem {
  return new Problem(
    'store',
    `${path} was deleted by somebody else meanwhile; nothing was written`,
    'run the command again',
  );
}

import { lstatSync, type Stats } from 'node:fs';
import { platform as systemPlatform } from 'node:os';
import { shellWord } from '../../domain/shell-word.ts';
import { isStoreName } from '../../domain/store-file.ts';
import { asStoreProblem, systemCode } from '../../files/system-fault.ts';
import { Problem } from '../../problem.ts';
import type { OpenHistory, OpenStore, Store, StoreRequest } from '../../usecases/ports.ts';
import type { ChangeOptions } from './change-store.ts';
import { configurationLines } from './configuration-lines.ts';
import { refuseForeignStore } from './file-permissions.ts';
import { type LoadedStore, loadStore, whereLinksLead } from './load-store.ts';
import { locateStore, type StoreLocation, type StoreSurroundings } from './locate-store.ts';
import { configurationDocuments } from './parse-store.ts';

/** What opening a store needs of the world; read when a store is opened. */
export interface StoreEnvironment extends Omit<StoreSurroundings, 'platform'> {
  readonly processId: number;
  /** The user's number; undefined where files have no owners, as on Windows. */
  readonly userId: number | undefined;
  /** Tells the user what should be looked at although the change holds. */
  readonly warn?: (text: string) => void;
}

/** Opens stores that are JSON files, found as `world` says. */
export function storeOpener(world: StoreEnvironment, platform: string = systemPlatform()): OpenStore {
  return async (request) => {
    const { path, isNamed, options } = lookUp(request, world, platform);
    const store = openJsonStore(path, options);
    if (request.isLazy) return store;
    if (!store.exists && request.whenMissing === 'refuse') throw missing(path, isNamed, request);
    return store;
  };
}

/** Opens the histories of such stores, whatever is in their files now. */
export function historyOpener(world: StoreEnvironment, platform: string = systemPlatform()): OpenHistory {
  return async (request) => {
    const { path, isNamed, options } = lookUp(request, world, platform);
    const { openJsonHistory } = await import('./open-history.ts');
    const history = openJsonHistory(path, options);
    const isNowhere = !history.current && history.generations.length + history.records.length === 0;
    if (isNowhere && request.whenMissing === 'refuse') throw missing(path, isNamed, request);
    return history;
  };
}

/** Where the store is that a request means, and how it is treated; throws a Problem when it may be a trap. */
function lookUp(
  request: StoreRequest,
  { env, cwd, processId, userId, warn: tell }: StoreEnvironment,
  platform: string,
): StoreLocation & { readonly options: ChangeOptions } {
  const { path, isNamed } = findStore(request, { env, cwd, platform });
  const requiredOwnerId = isNamed ? undefined : userId;
  if (requiredOwnerId !== undefined) refuseForeignLink(path, requiredOwnerId);
  const warn = (text: string) => tell?.(text);
  const options = {
    isWindows: platform === 'win32',
    allowsInsecurePermissions: request.allowsInsecurePermissions,
    requiredOwnerId,
    userId,
    author: request.author,
    lock: { processId, userId, timeoutSeconds: request.lockTimeoutSeconds, warn },
    warn,
  };
  return { path, isNamed, options };
}

/** Refuses a link of somebody else's, too: it would say where a new store is made. */
function refuseForeignLink(path: string, requiredOwnerId: number): void {
  const entry = asStoreProblem(`${path} cannot be read`, () => entryAt(path));
  if (entry) refuseForeignStore(path, entry.uid, requiredOwnerId);
}

function findStore(request: StoreRequest, surroundings: StoreSurroundings): StoreLocation {
  return locateStore(request, surroundings, (path) =>
    asStoreProblem(
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

/** A store that is read when somebody first looks into it. */
function openJsonStore(path: string, options: ChangeOptions): Store {
  let seen: LoadedStore | undefined;
  const load = () => {
    seen ??= loadStore(whereLinksLead(path), path, options);
    return seen;
  };
  let changed: LoadedStore | undefined;
  return {
    path,
    get exists() {
      return load().exists;
    },
    get mode() {
      return load().adapter.mode;
    },
    get configurations() {
      return load().low.data.store.configurations;
    },
    get documents() {
      return configurationDocuments(load().low.data);
    },
    lines() {
      const { text } = load().adapter;
      return text === undefined ? [] : configurationLines(text);
    },
    get fingerprintKey() {
      const known = changed ?? load();
      // That of a store which is not there yet is made up anew when it is written.
      return known === changed || known.exists ? known.low.data.store.fingerprintKey : undefined;
    },
    get encryption() {
      return (changed ?? load()).low.data.store.encryption;
    },
    async change(edit) {
      // Loaded when something is changed: to look into a store needs none of it.
      const { changeStore } = await import('./change-store.ts');
      changed = await changeStore(path, options, edit, seen?.exists ?? false);
      seen ??= changed;
      return changed.low.data.store.configurations;
    },
  };
}

function missing(path: string, isNamed: boolean, request: StoreRequest): Problem {
  if (isNamed && !isStoreName(path)) {
    return new Problem(
      'store',
      `there is no store where ${request.path === undefined ? '$JWTADM_CONFIG' : '--config'} says`,
      'look for a slip in the path, or make a store there with jwtadm init',
    );
  }
  return new Problem(
    'store',
    `there is no store ${path}`,
    `\`jwtadm init${isNamed ? ` --config ${shellWord(path)}` : ''}\` makes it`,
  );
}

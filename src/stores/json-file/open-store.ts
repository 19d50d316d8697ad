import { lstatSync, type Stats } from 'node:fs';
import { platform as systemPlatform } from 'node:os';
import { dirname } from 'node:path';
import { shellWord } from '../../domain/shell-word.ts';
import { isStoreName } from '../../domain/store-file.ts';
import { systemCode } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';
import type { ConfigurationStore, OpenStore, StoreFileFacts, StoreRequest } from '../../usecases/ports.ts';
import { asStoreProblem } from './as-store-problem.ts';
import type { ChangeOptions } from './change-store.ts';
import { configurationLines } from './configuration-lines.ts';
import { refuseForeignStore } from './file-permissions.ts';
import type { JsonFile } from './json-file-adapter.ts';
import { type LoadedStore, loadStore, whereLinksLead } from './load-store.ts';
import { locateStore, type StoreLocation, type StoreSurroundings } from './locate-store.ts';
import { configurationDocuments } from './parse-store.ts';

/** What opening a store needs of the world; read when a store is opened. */
export interface StoreEnvironment extends Omit<StoreSurroundings, 'platform'> {
  readonly processId: number;
  /** The user's number; undefined where files have no owners, as on Windows. */
  readonly userId: number | undefined;
  /** Warns the user of a fault that does not undo the change. */
  readonly warn?: (text: string) => void;
}

/** Opens stores that are JSON files, found as `world` says. */
export function storeOpener(world: StoreEnvironment, platform: string = systemPlatform()): OpenStore {
  return async (request) => {
    const { path, isNamed, options } = lookUp(request, world, platform);
    const whenMissing = () => {
      if (request.whenMissing === 'refuse') throw missing(path, isNamed, request);
    };
    const store = openJsonStore(path, options, whenMissing);
    if (!request.isLazy && !store.exists) whenMissing();
    return store;
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

/** Refuses another user's link, too: it would decide where a new store is made. */
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

/** A store that is read on first use. `whenMissing` throws where a store must be there and is not. */
function openJsonStore(path: string, options: ChangeOptions, whenMissing: () => void): ConfigurationStore {
  let seen: LoadedStore | undefined;
  const load = () => {
    seen ??= loadStore(whereLinksLead(path), path, options);
    return seen;
  };
  let changed: LoadedStore | undefined;
  return {
    address: path,
    label: path,
    file: fileFacts(path, () => load().adapter),
    get exists() {
      return load().exists;
    },
    get revision() {
      return load().adapter.digest;
    },
    get configurations() {
      return load().low.data.store.configurations;
    },
    get documents() {
      return configurationDocuments(load().low.data);
    },
    get fingerprintKey() {
      const known = changed ?? load();
      // The key of a store that is not there yet is drawn again when the store is written.
      return known === changed || known.exists ? known.low.data.store.fingerprintKey : undefined;
    },
    get encryption() {
      return (changed ?? load()).low.data.store.encryption;
    },
    async change(edit) {
      // Loaded for a change only: reading a store needs none of it.
      const { changeStore } = await import('./change-store.ts');
      changed = await changeStore(path, options, edit, seen?.exists ?? false);
      seen ??= changed;
      return changed.low.data.store.configurations;
    },
    async revisions() {
      const { readRevisions } = await import('./revisions.ts');
      const revisions = readRevisions(path, options);
      const { current, generations, records } = revisions;
      if (!current && generations.length + records.length === 0) whenMissing();
      return revisions;
    },
    async restore(generation, seenRevision) {
      const { restoreGeneration } = await import('./revisions.ts');
      await restoreGeneration(path, generation, seenRevision, options);
    },
  };
}

/** What is known of the file that `adapter` reads. */
function fileFacts(path: string, adapter: () => JsonFile): StoreFileFacts {
  return {
    folder: dirname(path),
    generationFiles: `${path}.bak.*`,
    get mode() {
      return adapter().mode;
    },
    lines() {
      const { text } = adapter();
      return text === undefined ? [] : configurationLines(text);
    },
  };
}

function missing(path: string, isNamed: boolean, request: StoreRequest): Problem {
  if (isNamed && !isStoreName(path)) {
    return new Problem(
      'store',
      `there is no store where ${request.address === undefined ? '$JWTADM_CONFIG' : '--config'} says`,
      'look for a slip in the path, or make a store there with jwtadm init',
    );
  }
  return new Problem(
    'store',
    `there is no store ${path}`,
    `\`jwtadm init${isNamed ? ` --config ${shellWord(path)}` : ''}\` makes it`,
  );
}

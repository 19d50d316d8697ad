import { lstatSync } from 'node:fs';
import { platform as systemPlatform } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { Low } from 'lowdb';
import type { JsonObject } from '../domain/claim-path.ts';
import { shellWord } from '../domain/shell-word.ts';
import { readStoreFile, type StoreFile } from '../domain/store-file.ts';
import { Problem } from '../problem.ts';
import { ChangedMeanwhile, type JsonFileOptions, jsonFile } from './json-file-adapter.ts';
import { locateStore, type StoreLocation, type StoreSurroundings } from './locate-store.ts';
import { newStoreDocument } from './new-store.ts';
import type { StoreContents } from './parse-store.ts';
import type { OpenStore, Store, StoreDraft, StoreRequest } from './store.ts';
import { draftOf } from './store-draft.ts';
import { systemCode, toldAsProblem } from './system-fault.ts';

/** As often as this a change is made because somebody else was faster. */
const MAX_ATTEMPTS = 100;

/** From this attempt on, whoever stands in the way is taken for dead: it has had many times the moment it needs. */
const PATIENT_ATTEMPTS = 20;

/** The longest pause between two attempts; a random part of it keeps processes out of step. */
const PAUSE_MILLISECONDS = 10;

/** What opening a store needs of the world; read when a store is opened. */
export interface StoreWorld extends Omit<StoreSurroundings, 'platform'> {
  /** Tells the user what should be looked at although the change holds. */
  readonly warn?: (text: string) => void;
}

/** Opens stores that are JSON files, found as `world` says. */
export function storeOpener(world: StoreWorld, platform: string = systemPlatform()): OpenStore {
  return async (request) => {
    const { path, isNamed } = findStore(request, { env: world.env, cwd: world.cwd, platform });
    const store = await openJsonStore(path, {
      isWindows: platform === 'win32',
      allowsInsecurePermissions: request.allowsInsecurePermissions,
      finishesOthers: false,
      warn: (text) => world.warn?.(text),
    });
    if (!store.exists && request.whenMissing === 'refuse') throw missing(path, isNamed);
    return store;
  };
}

function findStore(request: StoreRequest, surroundings: StoreSurroundings): StoreLocation {
  return locateStore(request, surroundings, (path) =>
    toldAsProblem(`${path} cannot be looked for`, () => isThere(path), 'name the store with --config FILE'),
  );
}

/** Whether there is anything of that name, a link that leads nowhere included. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Where the home is no folder, such as /dev/null, there is no store in it.
    if (systemCode(error) === 'ENOTDIR') return false;
    throw error;
  }
}

async function openJsonStore(path: string, options: JsonFileOptions): Promise<Store> {
  const { exists, low, mode } = await load(path, options);
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
      const changed = await changeUntilWritten(path, options, edit, exists);
      fingerprintKey = changed.fingerprintKey;
      return changed.configurations;
    },
  };
}

async function load(path: string, options: JsonFileOptions) {
  const fresh = contentsOf(newStoreDocument());
  const file = jsonFile(path, options);
  const low = new Low<StoreContents>(file, fresh);
  await low.read();
  return { low, exists: low.data !== fresh, mode: file.mode };
}

async function changeUntilWritten(
  path: string,
  options: JsonFileOptions,
  edit: (draft: StoreDraft) => void,
  existed: boolean,
): Promise<StoreFile> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const finishesOthers = attempt > PATIENT_ATTEMPTS;
      return await changeOnce(path, { ...options, finishesOthers }, edit, existed);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt === MAX_ATTEMPTS) throw error;
    }
    await setTimeout(Math.random() * PAUSE_MILLISECONDS);
  }
}

async function changeOnce(
  path: string,
  options: JsonFileOptions,
  edit: (draft: StoreDraft) => void,
  existed: boolean,
): Promise<StoreFile> {
  const { exists, low } = await load(path, options);
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

import { LowSync } from 'lowdb';
import { readStoreFile } from '../../domain/store-file.ts';
import { resolveLinks } from '../../files/resolve-links.ts';
import { asStoreProblem } from './as-store-problem.ts';
import { type JsonFile, type JsonFileOptions, jsonFile } from './json-file-adapter.ts';
import { newStoreDocument } from './new-store.ts';
import type { StoreData } from './parse-store.ts';

/** A store in memory, and the way back to its file. */
export interface LoadedStore {
  readonly low: LowSync<StoreData>;
  readonly exists: boolean;
  readonly adapter: JsonFile;
}

/** Reads a store's file (links resolved); a missing one becomes an empty store in memory. */
export function loadStore(file: string, path: string, options: JsonFileOptions): LoadedStore {
  const fresh = emptyStore();
  const adapter = jsonFile(file, path, options);
  const low = new LowSync<StoreData>(adapter, fresh);
  low.read();
  return { low, exists: low.data !== fresh, adapter };
}

function emptyStore(): StoreData {
  const document = newStoreDocument();
  const reading = readStoreFile(document);
  if (!reading.ok) throw new Error('an empty store is invalid');
  return { document, store: reading.store };
}

/** The file that a store's path leads to; throws a Problem. */
export function whereLinksLead(path: string): string {
  return asStoreProblem(`${path} cannot be read`, () => resolveLinks(path));
}

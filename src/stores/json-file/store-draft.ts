import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import { type Configuration, fieldSchemas, foldName } from '../../domain/configuration.ts';
import type { Encryption } from '../../domain/encryption.ts';
import { readConfiguration } from '../../domain/read-configuration.ts';
import { shellWord } from '../../domain/shell-word.ts';
import {
  type ChangeAuthor,
  type ConfigurationChange,
  changedFields,
  modificationStamp,
} from '../../domain/store-change.ts';
import { findDuplicateName, type StoreFault, within } from '../../domain/store-file.ts';
import { Problem } from '../../problem.ts';
import type { StoreDraft } from '../../usecases/ports.ts';
import { newFingerprintKey, storeKeys } from './new-store.ts';
import { configurationDocuments, type StoreData } from './parse-store.ts';
import { setKeys } from './set-keys.ts';

const fieldNames = Object.keys(fieldSchemas);
const secretKeyNames = ['value', 'env', 'file', 'encrypted', 'encoding'];
const previousSecretNames = ['secretKey', 'acceptedUntil'];

/** A draft, and what came of it. */
export interface OpenDraft extends StoreDraft {
  /** What became of the configurations so far. */
  readonly changes: readonly ConfigurationChange[];
  /** The store with the changes made; undefined without changes. */
  changedContents(): StoreData | undefined;
}

/** A configuration with all its keys, and what jwtadm understands of it; undefined when that is not known yet. */
interface Entry {
  readonly raw: JsonObject;
  readonly read: Configuration | undefined;
}

/**
 * A draft over the whole document of a store, so that keys which jwtadm does not know stay in it. What
 * is changed is signed by the author, if there is one.
 */
export function draftOf(data: StoreData, author: ChangeAuthor | undefined): OpenDraft {
  const { document, store } = data;
  const raws = configurationDocuments(data);
  let entries: Entry[] = raws.map((raw, index) => ({ raw, read: store.configurations[index] }));
  let { encryption } = store;
  const changes: ConfigurationChange[] = [];

  function indexOf(name: string): number {
    const folded = foldName(name);
    const index = entries.findIndex(
      ({ raw }) => typeof raw.name === 'string' && foldName(raw.name) === folded,
    );
    if (index === -1) throw gone(name);
    return index;
  }

  function set(name: string, settings: JsonObject, signature: JsonObject | undefined): void {
    const index = indexOf(name);
    const raw = patched(entries[index]?.raw ?? {}, { ...settings, ...signature });
    changes.push(changeOf(String(entries[index]?.raw.name), String(raw.name), Object.keys(settings)));
    entries = entries.with(index, { raw, read: undefined });
  }

  return {
    configurations: store.configurations,
    encryption: store.encryption,
    changes,
    add(configuration) {
      entries = [...entries, { raw: setKeys({}, configuration, fieldNames), read: undefined }];
      changes.push({ action: 'added', name: configuration.name });
    },
    replace(configuration) {
      const index = indexOf(configuration.name);
      const { name } = configuration;
      changes.push({
        action: 'changed',
        name,
        fields: changedFields(entries[index]?.read ?? {}, configuration),
      });
      entries = entries.with(index, { raw: setKeys({}, configuration, fieldNames), read: undefined });
    },
    patch(name, settings) {
      set(name, settings, author && modificationStamp(author));
    },
    rewriteSecrets(name, settings) {
      set(name, settings, undefined);
    },
    remove(name) {
      const index = indexOf(name);
      changes.push({ action: 'deleted', name: String(entries[index]?.raw.name) });
      entries = entries.toSpliced(index, 1);
    },
    setEncryption(changed) {
      encryption = changed;
    },
    changedContents() {
      if (changes.length === 0 && encryption === store.encryption) return undefined;
      const fingerprintKey = store.fingerprintKey ?? newFingerprintKey();
      const read = entries.map(readEntry);
      const duplicate = findDuplicateName(read.map((each) => each.read));
      if (duplicate) throw invalid(duplicate);
      const settings = {
        fingerprintKey,
        encryption: encryption && mergeEncryption(document.encryption, encryption),
        configurations: read.map(({ raw }) => raw),
      };
      return {
        document: setKeys(document, settings, storeKeys),
        store: { ...store, fingerprintKey, encryption, configurations: read.map((each) => each.read) },
      };
    },
  };
}

function changeOf(name: string, to: string, fields: readonly string[]): ConfigurationChange {
  return name === to
    ? { action: 'changed', name, fields: [...fields] }
    : { action: 'renamed', name, to, fields: fields.filter((field) => field !== 'name') };
}

/** An entry as it will be written to the file, and as it will be read from there. */
function readEntry({ raw, read }: Entry, index: number): { raw: JsonObject; read: Configuration } {
  if (read) return { raw, read };
  // Only what JSON can say is written, and so only that is evaluated.
  const written = JSON.parse(JSON.stringify(raw)) as JsonObject;
  const reading = readConfiguration(written);
  if (!reading.ok) throw invalid(within(index, reading.fault));
  return { raw: written, read: reading.configuration };
}

/** What jwtadm writes is valid: a fault in it is a bug. */
function invalid({ path }: StoreFault): Error {
  return new Error(`a change made the store invalid at ${path.join('.')}`);
}

function patched(configuration: JsonObject, changes: JsonObject): JsonObject {
  const { secretKey, previousSecret, initialPassword } = changes;
  const merged = {
    ...(secretKey !== undefined && { secretKey: mergeSecretKey(configuration.secretKey, secretKey) }),
    ...(initialPassword !== undefined && {
      initialPassword: mergeSecretKey(configuration.initialPassword, initialPassword),
    }),
    ...(isJsonObject(previousSecret) && {
      previousSecret: mergePreviousSecret(configuration.previousSecret, previousSecret),
    }),
  };
  return setKeys(configuration, { ...changes, ...merged }, fieldNames);
}

/** The new Secret Key with the keys of the old one that jwtadm does not know, such as a note. */
function mergeSecretKey(before: unknown, after: unknown): unknown {
  const unknown = unknownEntries(before, secretKeyNames);
  if (unknown.length === 0) return after;
  const known = isJsonObject(after) ? after : { value: after };
  return Object.fromEntries([...Object.entries(known), ...unknown]);
}

function mergePreviousSecret(before: unknown, after: JsonObject): JsonObject {
  if (!isJsonObject(before)) return after;
  const secretKey = mergeSecretKey(before.secretKey, after.secretKey);
  const unknown = unknownEntries(before, previousSecretNames);
  return Object.fromEntries([...Object.entries({ ...after, secretKey }), ...unknown]);
}

/** The new encryption with the keys of the old one that jwtadm does not know. */
function mergeEncryption(before: unknown, { recipients, dataKey }: Encryption): JsonObject {
  return setKeys(isJsonObject(before) ? before : {}, { recipients, dataKey }, ['recipients', 'dataKey']);
}

function unknownEntries(before: unknown, known: readonly string[]): [string, unknown][] {
  return isJsonObject(before) ? Object.entries(before).filter(([key]) => !known.includes(key)) : [];
}

function gone(name: string): Problem {
  return new Problem(
    'store',
    `there is no configuration ${shellWord(name)} any more: someone else renamed or deleted it; nothing was changed`,
    '`jwtadm list` shows what there is',
  );
}

import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import {
  findInexactNumber,
  type JsonPath,
  lineAndColumn,
  locateInJson,
  MAX_JSON_DEPTH,
  readJson,
  readWrittenJson,
} from '../../domain/json-text.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { readStoreFile, STORE_VERSION, type StoreFault, type StoreFile } from '../../domain/store-file.ts';
import { Problem } from '../../problem.ts';

/** A store's document with everything in it, and what jwtadm understands of it. */
export interface StoreData {
  readonly document: JsonObject;
  readonly store: StoreFile;
}

/** The configurations of a store's document, with the keys that jwtadm does not know. */
export function configurationDocuments({ document: { configurations } }: StoreData): readonly JsonObject[] {
  return Array.isArray(configurations) ? configurations.filter(isJsonObject) : [];
}

/** What a store's text holds. */
export interface StoreContents extends StoreData {
  /** Whether the text is just what jwtadm writes, so that writing it again changes nothing. */
  readonly isAsWritten: boolean;
}

const MENDING = 'fix the file with an editor; nothing was changed';

/** The contents of a store's text; throws a Problem that says where it is at fault and quotes nothing: even a name may be a secret in a wrong place. */
export function parseStore(text: string, path: string): StoreContents {
  if (text.trim() === '') {
    throw new Problem(
      'store',
      `${path} is empty`,
      `delete it, and \`jwtadm init --config ${shellWord(path)}\` makes a store in its place`,
    );
  }
  const written = readWrittenJson(text);
  if (written !== undefined) return { ...readDocument(text, path, written), isAsWritten: true };
  const json = readJson(text);
  if (!json.ok) {
    const what =
      json.fault === 'not JSON'
        ? 'this is not JSON'
        : json.fault === 'nested too deeply'
          ? `this is nested deeper than ${MAX_JSON_DEPTH} levels`
          : 'this object has the same name twice';
    throw new Problem('store', `${place(path, text, json.offset)}: ${what}`, MENDING);
  }
  return { ...readDocument(text, path, json.value), isAsWritten: false };
}

function readDocument(text: string, path: string, document: unknown): StoreData {
  const reading = readStoreFile(document);
  if (!reading.ok) throw invalid(path, text, document, reading.fault);
  // Only objects are stores, and the schema has just said that this is one.
  return { document: document as JsonObject, store: reading.store };
}

/** Refuses to rewrite a document with a number that JavaScript would write differently. */
export function refuseInexactNumber(text: string, path: string): void {
  const offset = findInexactNumber(text);
  if (offset === undefined) return;
  throw new Problem(
    'store',
    `${place(path, text, offset)}: this number has more digits than jwtadm can keep, so that writing the file would change it; nothing was changed`,
    'put the number in quotes, then run the command again',
  );
}

function place(path: string, text: string, offset: number): string {
  const { line, column } = lineAndColumn(text, offset);
  return `${path}:${line}:${column}`;
}

function invalid(path: string, text: string, document: unknown, fault: StoreFault): Problem {
  const where = place(path, text, locateInJson(text, fault.path));
  const version = isJsonObject(document) ? document.version : undefined;
  if (fault.path[0] === 'version' && typeof version === 'number' && version > STORE_VERSION) {
    return new Problem(
      'store',
      `${where}: a newer jwtadm wrote this store: its version is higher than ${STORE_VERSION}, which this jwtadm knows`,
      'install the newer jwtadm; nothing was changed',
    );
  }
  return new Problem('store', `${where}: ${subject(fault.path)} ${fault.message}`, MENDING);
}

/** The value that is at fault, for people: `configurations[1].expirationTime`. */
function subject(path: JsonPath): string {
  if (path.length === 0) return 'the store';
  const steps = path.map((step, at) =>
    typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${step}`,
  );
  return steps.join('');
}

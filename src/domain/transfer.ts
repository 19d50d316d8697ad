import { isJsonObject, type JsonObject } from './claim-path.ts';
import { type Configuration, foldName } from './configuration.ts';
import { holdsEncryptedSecret, secretFields } from './configuration-secrets.ts';
import { dataforMembers, fromDatafor } from './datafor.ts';
import { type JsonPath, readJson } from './json-text.ts';
import { readConfiguration } from './read-configuration.ts';
import { STORE_VERSION } from './store-file.ts';

/** The formats for import and export: jwtadm's store format, and the analytics server's own. */
export const transferFormats = ['jwtadm', 'datafor'] as const;

export type TransferFormat = (typeof transferFormats)[number];

/** The configurations of a document, each with every key that it has; or all that is wrong, a phrase a fault. */
export type TransferResult =
  | { readonly ok: true; readonly configurations: readonly Configuration[] }
  | { readonly ok: false; readonly faults: readonly string[] };

/** A configuration of a document, before it is evaluated. */
interface Item {
  readonly document: unknown;
  /** Where it is in the document, such as `data[1]`; empty when it is the whole document. */
  readonly place: string;
}

/** Reads the configurations of a parsed document, whose format is seen where none is named. Nothing of it is quoted. */
export function readTransfer(document: unknown, named: TransferFormat | undefined): TransferResult {
  const format = named ?? (isJsonObject(document) && 'configurations' in document ? 'jwtadm' : 'datafor');
  const list = format === 'jwtadm' ? storeItems(document) : dataforItems(document);
  if (typeof list === 'string') return { ok: false, faults: [list] };
  const configurations: Configuration[] = [];
  const faults: string[] = [];
  const places = new Map<string, string>();
  for (const item of list) {
    const reading = readItem(item, format);
    if (typeof reading === 'string') {
      faults.push(reading);
      continue;
    }
    const folded = foldName(reading.name);
    const duplicate = places.get(folded);
    if (duplicate !== undefined) faults.push(`${item.place} has the same name as ${duplicate}`);
    places.set(folded, item.place);
    configurations.push(reading);
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, configurations };
}

function storeItems(document: unknown): Item[] | string {
  if (!isJsonObject(document) || !Array.isArray(document.configurations)) {
    return 'it is no store: an object with "version" and a list of "configurations"';
  }
  if (document.version !== STORE_VERSION) return `its version must be ${STORE_VERSION}`;
  return itemsOf(document.configurations, 'configurations');
}

function dataforItems(document: unknown): Item[] | string {
  if (Array.isArray(document)) return itemsOf(document, '');
  if (!isJsonObject(document))
    return 'it must be a list of configurations, one of them, or the answer of the server';
  if (!('success' in document)) return [{ document, place: '' }];
  if (document.success !== true) return 'it is an answer of the server that says that the call failed';
  return Array.isArray(document.data)
    ? itemsOf(document.data, 'data')
    : 'data must be a list of configurations';
}

function itemsOf(list: readonly unknown[], name: string): Item[] {
  return list.map((document, index) => ({ document, place: `${name}[${index}]` }));
}

/** The configuration of an item, or what is wrong with it. */
function readItem({ document, place }: Item, format: TransferFormat): Configuration | string {
  const told = (path: JsonPath, message: string) => `${placeText(place, path, format)} ${message}`;
  if (!isJsonObject(document)) return told([], 'must be an object');
  const raw = format === 'datafor' ? fromDatafor(document) : document;
  if (format === 'datafor') {
    const notText = (['secretKey', 'initialPassword'] as const).find(
      (field) => raw[field] !== undefined && raw[field] !== null && typeof raw[field] !== 'string',
    );
    if (notText) return told([notText], 'must be text');
  }
  const reading = readConfiguration(raw);
  if (!reading.ok) {
    const { path, message } = reading.fault;
    return told(path, isLeftOut(raw, path) ? LEFT_OUT : message);
  }
  if (holdsEncryptedSecret(reading.configuration)) return told(['secretKey'], SEALED);
  // Checked at the depth it will have in a store: a store nested too deeply could not be read again.
  const isTooDeep = !readJson(JSON.stringify({ configurations: [raw] })).ok;
  return isTooDeep
    ? told([], 'is nested too deeply')
    : ({ ...raw, ...reading.configuration } as Configuration);
}

const LEFT_OUT = 'was left out when this was exported: export it with --reveal';
const SEALED = 'is encrypted with the key of another store: export it there with --reveal';

/** Whether an export left out the secret at a path. */
function isLeftOut(raw: JsonObject, path: JsonPath): boolean {
  const [field = '', ...rest] = path;
  const value = raw[field];
  const inner = rest[0] === 'secretKey' && isJsonObject(value) ? value.secretKey : value;
  return secretFields.some((each) => each === field) && inner === null;
}

function placeText(place: string, [field, ...rest]: JsonPath, format: TransferFormat): string {
  const members: Readonly<Record<string, string>> = format === 'datafor' ? dataforMembers : {};
  const member = typeof field === 'string' && Object.hasOwn(members, field) ? members[field] : field;
  const steps = [member, ...rest].filter((step) => step !== undefined);
  const tail = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return (place + tail).replace(/^\./, '') || 'the configuration';
}

import * as v from 'valibot';
import { isJsonObject } from './claim-path.ts';
import { type Configuration, configurationSchema, foldName } from './configuration.ts';
import { encryptionSchema } from './encryption.ts';
import type { JsonPath } from './json-text.ts';
import { faultOf, readConfiguration } from './read-configuration.ts';

/** The only version of the store's format so far. */
export const STORE_VERSION = 1;

/** The name of that format's JSON Schema: its `$id`, and `$schema` in new stores. */
export const STORE_SCHEMA_ID = 'urn:jwtadm:store:v1';

const LIST_RULE = 'must be a list';
const OBJECT_RULE = 'must be an object with "version" and "configurations"';

export const storeFileSchema = v.object(
  {
    version: v.pipe(
      v.literal(STORE_VERSION, `must be ${STORE_VERSION}`),
      v.title('Version'),
      v.description("Version of the store's format."),
    ),
    fingerprintKey: v.optional(
      v.pipe(
        v.string('must be text'),
        v.regex(/^[\w-]{22,128}$/, 'must be 22 to 128 characters of base64url'),
        v.title('Fingerprint key'),
        v.description('Random key of the fingerprints by which secrets are compared. Made by jwtadm.'),
      ),
    ),
    encryption: v.optional(encryptionSchema),
    configurations: v.pipe(
      v.array(configurationSchema, LIST_RULE),
      v.title('Configurations'),
      v.description('One for each issuer; no two have the same name.'),
    ),
  },
  OBJECT_RULE,
);

/**
 * Whether a path has the name of a store. Any other path that does not exist may be a secret in the wrong
 * place, so it is not shown.
 */
export function isStoreName(path: string): boolean {
  return /\.json$/i.test(path);
}

/** A store's contents, validated; keys it does not know are left out here and kept in the file. */
export type StoreFile = v.InferOutput<typeof storeFileSchema>;

/** Why a document is not a store: where (a path into the document) and what is allowed there. */
export interface StoreFault {
  readonly path: JsonPath;
  readonly message: string;
}

export type StoreResult =
  | { readonly ok: true; readonly store: StoreFile }
  | { readonly ok: false; readonly fault: StoreFault };

/** All of a store but its configurations, of which there may be many. */
const storeHeadSchema = v.omit(storeFileSchema, ['configurations']);

/** Validates a whole parsed document as a store; the first fault in document order is reported. */
export function readStoreFile(document: unknown): StoreResult {
  // To valibot a list is an object, too.
  if (!isJsonObject(document)) return { ok: false, fault: { path: [], message: OBJECT_RULE } };
  const head = v.safeParse(storeHeadSchema, document, { abortPipeEarly: true });
  if (!head.success) return { ok: false, fault: faultOf(head.issues[0]) };
  const { configurations: list } = document;
  if (!Array.isArray(list)) {
    const message = list === undefined ? 'is missing' : LIST_RULE;
    return { ok: false, fault: { path: ['configurations'], message } };
  }
  const configurations: Configuration[] = [];
  // By index: for a thousand configurations, entries() allocates enough to cause another garbage collection.
  for (let index = 0; index < list.length; index += 1) {
    const reading = readConfiguration(list[index]);
    if (!reading.ok) return { ok: false, fault: within(index, reading.fault) };
    configurations.push(reading.configuration);
  }
  const duplicate = findDuplicateName(configurations);
  return duplicate
    ? { ok: false, fault: duplicate }
    : { ok: true, store: { ...head.output, configurations } };
}

/** A fault in one configuration as one of the whole store. */
export function within(index: number, { path, message }: StoreFault): StoreFault {
  return { path: ['configurations', index, ...path], message };
}

/** The first configuration whose name another one before it has, as a fault. */
export function findDuplicateName(configurations: readonly Configuration[]): StoreFault | undefined {
  const seen = new Map<string, number>();
  let index = 0;
  for (const { name } of configurations) {
    const folded = foldName(name);
    const earlier = seen.get(folded);
    if (earlier !== undefined) {
      return {
        path: ['configurations', index, 'name'],
        message: `is the same name as in configurations[${earlier}]; names must differ in more than case`,
      };
    }
    seen.set(folded, index);
    index += 1;
  }
  return undefined;
}

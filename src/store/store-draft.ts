import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';
import { fieldSchemas, foldName } from '../domain/configuration.ts';
import { shellWord } from '../domain/shell-word.ts';
import { Problem } from '../problem.ts';
import { newFingerprintKey, storeKeys } from './new-store.ts';
import type { StoreContents } from './parse-store.ts';
import { setKeys } from './set-keys.ts';
import type { StoreDraft } from './store.ts';

const fieldNames = Object.keys(fieldSchemas);
const secretKeyNames = ['value', 'env', 'file', 'encoding'];
const previousSecretNames = ['secretKey', 'acceptedUntil'];

/** A draft, and what came of it. */
export interface OpenDraft extends StoreDraft {
  /** The document with the changes made; undefined when there are none. */
  changedDocument(): JsonObject | undefined;
}

/** A draft over the whole document of a store, so that keys which jwtadm does not know stay in it. */
export function draftOf({ document, store }: StoreContents): OpenDraft {
  let configurations = Array.isArray(document.configurations)
    ? document.configurations.filter(isJsonObject)
    : [];
  let isChanged = false;

  function indexOf(name: string): number {
    const folded = foldName(name);
    const index = configurations.findIndex(
      (each) => typeof each.name === 'string' && foldName(each.name) === folded,
    );
    if (index === -1) throw gone(name);
    return index;
  }

  function replaceAll(changed: JsonObject[]): void {
    configurations = changed;
    isChanged = true;
  }

  return {
    configurations: store.configurations,
    add(configuration) {
      replaceAll([...configurations, setKeys({}, configuration, fieldNames)]);
    },
    patch(name, changes) {
      const index = indexOf(name);
      replaceAll(configurations.map((each, at) => (at === index ? patched(each, changes) : each)));
    },
    remove(name) {
      replaceAll(configurations.toSpliced(indexOf(name), 1));
    },
    changedDocument() {
      if (!isChanged) return undefined;
      const fingerprintKey = store.fingerprintKey ?? newFingerprintKey();
      return setKeys(document, { fingerprintKey, configurations }, storeKeys);
    },
  };
}

function patched(configuration: JsonObject, changes: JsonObject): JsonObject {
  const { secretKey, previousSecret } = changes;
  const merged = {
    ...(secretKey !== undefined && { secretKey: mergeSecretKey(configuration.secretKey, secretKey) }),
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

function unknownEntries(before: unknown, known: readonly string[]): [string, unknown][] {
  return isJsonObject(before) ? Object.entries(before).filter(([key]) => !known.includes(key)) : [];
}

function gone(name: string): Problem {
  return new Problem(
    'store',
    `there is no configuration ${shellWord(name)} any more: somebody else renamed or deleted it; nothing was changed`,
    '`jwtadm list` shows what there is',
  );
}

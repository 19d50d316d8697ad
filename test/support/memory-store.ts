import { type Configuration, foldName } from '../../src/domain/configuration.ts';
import type { Encryption } from '../../src/domain/encryption.ts';
import { readConfiguration } from '../../src/domain/read-configuration.ts';
import { type ChangeAuthor, modificationStamp } from '../../src/domain/store-change.ts';
import { Problem } from '../../src/problem.ts';
import type { ConfigurationStore, StoreDraft } from '../../src/usecases/ports.ts';
import { FINGERPRINT_KEY } from './stores.ts';

/** A store without a file, and what another program does to it. */
export interface MemoryStore extends ConfigurationStore {
  /** What the store holds now, whatever it held when it was opened. */
  readonly held: Held;
  /** How often the store was written. */
  readonly writes: number;
}

/** What a store holds. */
interface Held {
  configurations: readonly Configuration[];
  encryption: Encryption | undefined;
}

/** A configuration as a store would read it. */
export function configurationOf(document: object): Configuration {
  const result = readConfiguration(JSON.parse(JSON.stringify(document)));
  if (result.ok) return result.configuration;
  throw new Error(`not a configuration: ${result.fault.path.join('.')}`);
}

/** A store that holds these configurations, which `author` changes. */
export function memoryStore(
  documents: readonly object[],
  author: ChangeAuthor,
  encryption?: Encryption,
): MemoryStore {
  const held: Held = { configurations: documents.map(configurationOf), encryption };
  let seen = { ...held };
  let writes = 0;
  return {
    address: 'memory:',
    label: 'the store in memory',
    file: undefined,
    exists: true,
    revision: '0',
    fingerprintKey: FINGERPRINT_KEY,
    documents: documents.map((each) => ({ ...each })),
    held,
    get writes() {
      return writes;
    },
    get configurations() {
      return seen.configurations;
    },
    get encryption() {
      return seen.encryption;
    },
    async change(edit) {
      const changed = { ...held };
      edit(draftOf(held, changed, author));
      const isChanged =
        changed.configurations !== held.configurations || changed.encryption !== held.encryption;
      if (isChanged) writes += 1;
      Object.assign(held, changed);
      seen = { ...held };
      return held.configurations;
    },
    async revisions() {
      const stateOf = () => {
        throw new Problem('not-found', 'no generation is kept');
      };
      return { generations: [], current: undefined, records: [], stateOf, forget: async () => [] };
    },
    async restore() {
      throw new Problem('not-found', 'no generation is kept');
    },
  };
}

function draftOf(before: Held, after: Held, author: ChangeAuthor): StoreDraft {
  function indexOf(name: string): number {
    const index = after.configurations.findIndex((each) => foldName(each.name) === foldName(name));
    if (index === -1) throw new Problem('store', 'there is no such configuration any more');
    return index;
  }
  function put(name: string, settings: object): void {
    const index = indexOf(name);
    const entries = Object.entries({ ...after.configurations[index], ...settings });
    const written = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    after.configurations = after.configurations.with(index, configurationOf(written));
  }
  return {
    configurations: before.configurations,
    encryption: before.encryption,
    add(configuration) {
      after.configurations = [...after.configurations, configurationOf(configuration)];
    },
    replace(configuration) {
      after.configurations = after.configurations.with(indexOf(configuration.name), configuration);
    },
    patch: (name, changes) => put(name, { ...changes, ...modificationStamp(author) }),
    rewriteSecrets: put,
    remove(name) {
      after.configurations = after.configurations.toSpliced(indexOf(name), 1);
    },
    setEncryption(encryption) {
      after.encryption = encryption;
    },
  };
}

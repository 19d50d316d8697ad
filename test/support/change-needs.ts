import type { Encryption } from '../../src/domain/encryption.ts';
import { parseInstant } from '../../src/domain/instant.ts';
import type { ChangeNeeds } from '../../src/usecases/configurations/change-needs.ts';
import type { KeyFiles } from '../../src/usecases/ports.ts';
import {
  type ChosenSecret,
  literalSecret,
  type NewSecret,
} from '../../src/usecases/secrets/chosen-secret.ts';
import { openSecretVault } from '../../src/usecases/secrets/stored-secrets.ts';
import { credentialsOf, type Holding } from './encryption-needs.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { NOW } from './run.ts';

/** What changes need, without a file anywhere. */
export interface MemoryNeeds extends ChangeNeeds {
  readonly store: MemoryStore;
  /** The private keys that were written, by path. */
  readonly writtenKeys: Map<string, string>;
}

/** Where a change in a test is made. */
export interface ChangeSetting extends Holding {
  readonly env?: Readonly<Record<string, string>>;
  readonly encryption?: Encryption;
}

const now = parseInstant(NOW) ?? 0;

/** What changes of a store need that holds these configurations; its author is `tester`. */
export function changeNeeds(documents: readonly object[], setting: ChangeSetting = {}): MemoryNeeds {
  const { env = {}, encryption, ...holding } = setting;
  const author = { by: 'tester', command: 'test', at: now };
  const store = memoryStore(documents, author, encryption);
  const writtenKeys = new Map<string, string>();
  const sources = { env, readFile: () => new Uint8Array() };
  return {
    store,
    author,
    now: () => now,
    secrets: openSecretVault({ store, sources, credentials: credentialsOf(holding) }),
    keyFiles: keyFilesIn(writtenKeys),
    writtenKeys,
  };
}

function keyFilesIn(files: Map<string, string>): KeyFiles {
  return {
    // The folder of the keys is there.
    isTaken: (path) => path === '/keys' || files.has(path),
    make(path, text) {
      files.set(path, text);
      return { remove: () => files.delete(path) };
    },
  };
}

/** A secret that was given as text, and is not taken when it is weak. */
export function given(text: string): NewSecret {
  return newSecret(literalSecret(text, 'utf8'));
}

/** A secret that was chosen in another way. */
export function newSecret(chosen: ChosenSecret): NewSecret {
  return { chosen, encoding: 'utf8', allowsWeak: false };
}

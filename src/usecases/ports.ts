import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Encryption } from '../domain/encryption.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import type { ChangeAuthor, ChangeRecord } from '../domain/store-change.ts';

/** Which store a command means, and what it may do about one that is missing or too open. */
export interface StoreRequest {
  /** The file of `--config`, if it was given. */
  readonly path: string | undefined;
  /** What to do when no store exists: refuse, or make one (`user` or `./jwtadm.json`). */
  readonly whenMissing: 'refuse' | 'make' | 'make-local';
  readonly allowsInsecurePermissions: boolean;
  /** How long a change waits while another process writes; 10 seconds when absent. */
  readonly lockTimeoutSeconds?: number | undefined;
  /** Whether the file is first read when something in it is asked for, or when it is changed. */
  readonly isLazy?: boolean | undefined;
  /** Who changes the store: signs what is changed, and stands in the history. */
  readonly author?: ChangeAuthor | undefined;
}

/** Opens the store that a request means; throws a Problem (exit 4) when it cannot be used. */
export type OpenStore = (request: StoreRequest) => Promise<Store>;

/** A change of the store's list of configurations, made on a fresh copy just before it is written. */
export interface StoreDraft {
  /** The configurations as they stand in the file now; what the draft changes does not show here. */
  readonly configurations: readonly Configuration[];
  /** How the secrets in the file are encrypted now; undefined where they are not. */
  readonly encryption: Encryption | undefined;
  /** Adds a configuration at the end. */
  add(configuration: Configuration): void;
  /**
   * Puts a configuration in the place of the one of its name, which goes with every key that it has; nobody
   * signs it. Throws a Problem when there is none of that name.
   */
  replace(configuration: Configuration): void;
  /**
   * Sets the keys of `changes` on the configuration of that name (`undefined` removes a key);
   * every other key, known or not, stays as it is, but for the author's signature. Throws a Problem
   * when there is none of that name.
   */
  patch(name: string, changes: Readonly<Partial<Record<keyof Configuration, unknown>>>): void;
  /**
   * Writes secrets of the configuration of that name in another way, such as encrypted: nothing of it
   * changes, so that nobody signs it. Throws a Problem when there is none of that name.
   */
  rewriteSecrets(name: string, settings: Readonly<Partial<Configuration>>): void;
  /** Takes the configuration of that name out; throws a Problem when there is none. */
  remove(name: string): void;
  /** Says how the secrets are encrypted from now on (`undefined`: not at all); each is rewritten on its own. */
  setEncryption(encryption: Encryption | undefined): void;
}

/** The configurations of one JSON file. */
export interface Store {
  /** The file, absolute. */
  readonly path: string;
  /** Whether there was a file when the store was opened. */
  readonly exists: boolean;
  /** The file's permission bits when the store was opened; undefined without a file, or where there are none. */
  readonly mode: number | undefined;
  /** The configurations as they were when the store was opened or last changed. */
  readonly configurations: readonly Configuration[];
  /** The same with every key that stands in the file, known or not. */
  readonly documents: readonly JsonObject[];
  /** The line, from 1, in which each configuration's name stood in the file when it was opened, in their order. */
  lines(): readonly number[];
  /** The random key of this store's fingerprints (base64url); a store gets one with its first change. */
  readonly fingerprintKey: string | undefined;
  /** How its secrets are encrypted, as it was when the store was opened or last changed; undefined where they are not. */
  readonly encryption: Encryption | undefined;
  /**
   * Waits for the store's lock, reads the file afresh, lets `edit` change it, validates the whole and
   * writes it atomically; writes nothing when `edit` changes nothing. What `edit` throws stops it, and
   * the file stays as it was. Throws a Problem when the lock is not free in time, or when somebody
   * wrote the file without it meanwhile. Returns what is now in the file.
   */
  change(edit: (draft: StoreDraft) => void): Promise<readonly Configuration[]>;
}

/** What a store's file held at some time, or why that was no store. */
export type StoreState = {
  /** SHA-256 of the file, hexadecimal. */
  readonly digest: string;
  /** When the file was written. */
  readonly modifiedAt: EpochSeconds;
} & (
  | { readonly ok: true; readonly configurations: readonly Configuration[] }
  | { readonly ok: false; readonly reason: string }
);

/** Opens the history of the store that a request means; throws a Problem (exit 4) when it may be a trap. */
export type OpenHistory = (request: StoreRequest) => Promise<StoreHistory>;

/** What a store was: its kept generations, and who changed it. */
export interface StoreHistory {
  /** The store's file, absolute. */
  readonly path: string;
  /** The numbers of the kept generations, the oldest first. */
  readonly generations: readonly number[];
  /** What is in the file now; undefined where there is none. */
  readonly current: StoreState | undefined;
  /** Who changed it, the oldest change first. */
  readonly records: readonly ChangeRecord[];
  /** What a generation holds; throws a Problem (exit 3) when it is not kept. */
  stateOf(number: number): StoreState;
  /**
   * Puts a generation in the place of the store, byte for byte, and keeps what was there as the next one.
   * Throws a Problem when the store is no longer what it was when the history was opened.
   */
  restore(number: number): Promise<void>;
  /** Removes every kept generation for good, and returns their numbers: what they hold is to be nowhere. */
  forget(): Promise<readonly number[]>;
}

/** The environment and the files in which secrets are kept outside the store. */
export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * A whole file's bytes, up to `limitBytes` + 1; throws the system's error. Pipes and devices are
   * read, too, unless `only` says otherwise: then the error is `EFTYPE`.
   */
  readFile(path: string, limitBytes: number, only?: 'regular files'): Uint8Array;
}

/** The age identities that the user gave, or why they cannot be read, as a clause. */
export type GivenIdentities =
  | {
      readonly ok: true;
      readonly identities: readonly string[];
      /** Where they were read, for messages: `the file X`, or the name of a variable. */
      readonly place: string;
    }
  | { readonly ok: false; readonly reason: string };

/** What the user gave, or can be asked for, to open encrypted secrets. */
export interface CredentialSource {
  /** Whether anything was given, right or wrong. */
  readonly isGiven: boolean;
  /** Clauses that say how to give what is missing: "no identity was given: …". */
  readonly whenMissing: { readonly identity: string; readonly passphrase: string };
  /** Undefined where no identity was given. */
  identities(): Promise<GivenIdentities | undefined>;
  /** Undefined where no passphrase was given. */
  passphrase(): SecretResult | undefined;
  /** Asks for the passphrase of a store, again after a wrong one; undefined where nobody can be asked. */
  readonly askPassphrase: ((storeLabel: string, attempt: number) => Promise<string>) | undefined;
  /** Called when what was given has opened the store. */
  opened(by: 'identity' | 'passphrase'): void;
}

/** A file that was made for a private key. */
export interface KeyFile {
  /** Removes it again, unless something else has taken its place; throws the system's error. */
  remove(): void;
}

/** Where private keys are written. Paths are absolute. */
export interface KeyFiles {
  /** Whether anything is there, a link that leads nowhere included; throws the system's error. */
  isTaken(path: string): boolean;
  /**
   * Makes the file, which only its owner can read whatever the umask, with all of its text down to the
   * disk. Throws the system's error, `EEXIST` where anything is there, and then leaves nothing behind.
   */
  make(path: string, text: string): KeyFile;
}

/** What use cases need of the outside world; each asks for those that it uses. */
export interface Ports {
  readonly store: Store;
  readonly sources: SecretSources;
  readonly credentials: CredentialSource;
  readonly keyFiles: KeyFiles;
  now(): EpochSeconds;
}

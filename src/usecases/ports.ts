import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Encryption } from '../domain/encryption.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import type { ChangeAuthor, ChangeRecord } from '../domain/store-change.ts';

/** Which store a command means, and what it may do about one that is missing or too open. */
export interface StoreRequest {
  /** The address that the user named, if any, such as the path of a file. */
  readonly address: string | undefined;
  /** What to do when no store exists: refuse, or make one (`user` or `./jwtadm.json`). */
  readonly whenMissing: 'refuse' | 'make' | 'make-local';
  readonly allowsInsecurePermissions: boolean;
  /** How long a change waits while another process writes; 10 seconds when absent. */
  readonly lockTimeoutSeconds?: number | undefined;
  /** Whether the store is read on first use, so that a missing or broken one is no failure before that. */
  readonly isLazy?: boolean | undefined;
  /** Who changes the store: recorded on what is changed, and in the history. */
  readonly author?: ChangeAuthor | undefined;
}

/** Opens the store that a request means; throws a Problem (exit 4) when it cannot be used. */
export type OpenStore = (request: StoreRequest) => Promise<ConfigurationStore>;

/** A change of the store's list of configurations, made on a fresh copy just before it is written. */
export interface StoreDraft {
  /** The configurations as they are in the store now; what the draft changes does not show here. */
  readonly configurations: readonly Configuration[];
  /** How the secrets in the store are encrypted now; undefined where they are not. */
  readonly encryption: Encryption | undefined;
  /** Adds a configuration at the end. */
  add(configuration: Configuration): void;
  /**
   * Replaces the configuration of the same name, with every key that it has; no author is recorded on it.
   * Throws a Problem when no configuration has that name.
   */
  replace(configuration: Configuration): void;
  /**
   * Sets the keys of `changes` on the configuration of that name (`undefined` removes a key);
   * every other key, known or not, stays as it is, except the record of the author. Throws a Problem
   * when no configuration has that name.
   */
  patch(name: string, changes: Readonly<Partial<Record<keyof Configuration, unknown>>>): void;
  /**
   * Writes secrets of the configuration of that name in another form, such as encrypted: the configuration
   * does not change, so no author is recorded. Throws a Problem when no configuration has that name.
   */
  rewriteSecrets(name: string, settings: Readonly<Partial<Configuration>>): void;
  /** Removes the configuration of that name; throws a Problem when no configuration has it. */
  remove(name: string): void;
  /** Says how the secrets are encrypted from now on (`undefined`: not at all); each is rewritten on its own. */
  setEncryption(encryption: Encryption | undefined): void;
}

/** What a store held when it was read. */
export interface StoreSnapshot {
  /** Whether the store was there when it was opened. */
  readonly exists: boolean;
  /** Identifies what the store held when it was opened; opaque. Undefined where there was none. */
  readonly revision: string | undefined;
  /** The configurations as they were when the store was opened. */
  readonly configurations: readonly Configuration[];
  /** The same with every key that the store has, known or not. */
  readonly documents: readonly JsonObject[];
  /** The random key of this store's fingerprints (base64url); a store gets one with its first change. */
  readonly fingerprintKey: string | undefined;
  /** How its secrets are encrypted, as of its opening or its last change; undefined where they are not. */
  readonly encryption: Encryption | undefined;
}

/** What only a store has that is a file. */
export interface StoreFileFacts {
  /** The file's permission bits when the store was opened; undefined without a file, or where the system has none. */
  readonly mode: number | undefined;
  /** The folder where relative references of its configurations start, absolute. */
  readonly folder: string;
  /** The files that hold its kept generations, as a pattern for messages. */
  readonly generationFiles: string;
  /** The line, from 1, of each configuration's name when the file was opened, in the order of the configurations. */
  lines(): readonly number[];
}

/** A place that keeps configurations. Its snapshot may be read on first use. */
export interface ConfigurationStore extends StoreSnapshot {
  /** Names the store to programs, and to `--config`: the absolute path of a file, or an address without a password. */
  readonly address: string;
  /** Names the store in messages. */
  readonly label: string;
  /** Undefined where the store is no file. */
  readonly file: StoreFileFacts | undefined;
  /**
   * Reads the store afresh, lets `edit` change it, validates the whole and writes it, all or nothing;
   * writes nothing when `edit` changes nothing. What `edit` throws stops it, and the store stays as it
   * was. Throws a Problem when the store is busy for too long, or when another program changed it
   * meanwhile. Returns the configurations that the store now has.
   */
  change(edit: (draft: StoreDraft) => void): Promise<readonly Configuration[]>;
  /** Reads the history, even if the store is broken or missing now; throws a Problem (exit 4) when it cannot be read or may be a trap. */
  revisions(): Promise<Revisions>;
  /**
   * Replaces what the store holds by a kept generation, unchanged, and keeps what was there as the next one.
   * Throws a Problem when the store no longer has the revision `seen` (undefined: is no longer missing).
   */
  restore(generation: number, seen: string | undefined): Promise<void>;
}

/** What a store held at some time, or why that is not a valid store. */
export type StoreState = {
  /** Identifies these contents; opaque. A {@link ChangeRecord} names the one that its change wrote. */
  readonly revision: string;
  /** When it was written. */
  readonly modifiedAt: EpochSeconds;
} & (
  | { readonly ok: true; readonly configurations: readonly Configuration[] }
  | { readonly ok: false; readonly reason: string }
);

/** The history of a store: its kept generations, and who changed it. */
export interface Revisions {
  /** The numbers of the kept generations, the oldest first. */
  readonly generations: readonly number[];
  /** What the store holds now; undefined where it is missing. */
  readonly current: StoreState | undefined;
  /** Who changed it, the oldest change first. */
  readonly records: readonly ChangeRecord[];
  /** What a generation holds; throws a Problem (exit 3) when it is not kept. */
  stateOf(generation: number): StoreState;
  /** Removes every kept generation for good, and returns their numbers. */
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
  /** Asks for the passphrase of a store, again after a wrong one; undefined if no user can be prompted. */
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
   * Creates the file and flushes all of its text to disk. Only the owner can read it, regardless of the
   * umask. Throws the system's error, `EEXIST` if the path exists, and then leaves nothing behind.
   */
  make(path: string, text: string): KeyFile;
}

/** What use cases need of the outside world; each asks for those that it uses. */
export interface Ports {
  readonly store: ConfigurationStore;
  readonly sources: SecretSources;
  readonly credentials: CredentialSource;
  readonly keyFiles: KeyFiles;
  now(): EpochSeconds;
}
/** A report that grows beside its place, where it is read only once it is whole. */
export interface ReportFile {
  /** Throws the system's error. */
  write(text: string): void;
  /** Puts the report in its place. Throws the system's error, what was there before being there still. */
  finish(): void;
  /** Leaves nothing of it. */
  abandon(): void;
}

/** Where reports for other programs are written. Paths are absolute. */
export interface ReportFiles {
  /**
   * Begins a report with the text by which all of its form begin. Throws the system's error, and one with
   * the code `EEXIST` where there is a file that does not begin so: only a report is overwritten by one.
   */
  begin(path: string, beginning: string): ReportFile;
  /** Adds text to a file, which is made where it is missing. Throws the system's error. */
  append(path: string, text: string): void;
}

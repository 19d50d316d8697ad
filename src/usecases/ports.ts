import type { JsonObject } from '../domain/claim-path.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { Encryption } from '../domain/encryption.ts';
import type { EpochSeconds } from '../domain/instant.ts';
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

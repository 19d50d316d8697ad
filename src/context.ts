import type { EpochSeconds } from './domain/instant.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { KeyFiles, OpenStore, SecretSources } from './usecases/ports.ts';
import type { BatchRules, Evaluators, LineSource } from './usecases/verify/batch/batch.ts';

/** Where a command reads what is piped into it. */
export interface Input {
  readonly isTerminal: boolean;
  /** Everything that is piped in, up to `limitBytes` + 1 bytes: one more than allowed tells that it is too much. */
  read(limitBytes: number): Uint8Array;
}

/** Where a command writes: text that is already safe to show. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width in columns; undefined when it is not a terminal. */
  readonly columns: number | undefined;
  /** Text, or bytes of it in UTF-8; waits until all is written. */
  write(text: string | Uint8Array): void;
  /** Whether whoever read it has gone, so that nothing more need be written. */
  readonly isClosed: boolean;
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

/** What a batch of tokens needs of the world. */
export interface BatchEnvironment {
  /** How many threads can run at once. */
  readonly cores: number;
  /** Opens the file of that path, or stdin for `-`; throws the system's error. */
  openLines(path: string): LineSource;
  /** Evaluators lines in so many threads; in this one for 1. */
  startEvaluators(rules: BatchRules, threads: number): Promise<Evaluators>;
}

/**
 * The world as a command sees it. `cli.ts` builds the real one, tests build theirs; nothing else
 * reads `process`.
 */
export interface Context extends SecretSources {
  readonly stdin: Input;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly cwd: string;
  /** The operating system's name for the user who runs jwtadm. */
  readonly systemUser: string;
  now(): EpochSeconds;
  /** A regular file's permission bits; undefined for anything else, and where they cannot be known or mean nothing. */
  fileMode(path: string): number | undefined;
  readonly keyFiles: KeyFiles;
  /** Loaded by those who write reports only. */
  reportFiles(): Promise<ReportFiles>;
  openStore: OpenStore;
  readonly batch: BatchEnvironment;
  prompt: Prompt;
}

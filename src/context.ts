import type { BatchWriting } from './domain/batch-writing.ts';
import type { EpochSeconds } from './domain/instant.ts';
import type { Prompt } from './prompts/prompt.ts';
import type { KeyFiles, OpenStore, ReportFiles, SecretSources } from './usecases/ports.ts';
import type { BatchRules, Chunk, Evaluators, LineSource } from './usecases/verify/batch/batch.ts';

/** Where a command reads what is piped into it. */
export interface Input {
  readonly isTerminal: boolean;
  /** Everything that is piped in, up to `limitBytes` + 1 bytes: one more than allowed shows that it is too much. */
  read(limitBytes: number): Uint8Array;
}

/** Where a command writes: text that is already safe to show. */
export interface Output {
  readonly isTerminal: boolean;
  /** Width in columns; undefined when it is not a terminal. */
  readonly columns: number | undefined;
  /** Text, or bytes of it in UTF-8; waits until all is written. */
  write(text: string | Uint8Array): void;
  /** Whether its reader has gone, so that nothing more need be written. */
  readonly isClosed: boolean;
}

/** What a batch of tokens needs of the world. */
export interface BatchEnvironment {
  /** How many threads can run at once. */
  readonly cores: number;
  /** Opens the file of that path, or stdin for `-`; throws the system's error. */
  openLines(path: string): LineSource;
  /** The chunks of the input; reading throws the system's error. */
  readChunks(source: LineSource): Promise<AsyncIterable<Chunk>>;
  /** Starts evaluators in so many threads, or in this one for 1. */
  startEvaluators(order: {
    readonly rules: BatchRules;
    readonly writing: BatchWriting;
    readonly threads: number;
  }): Promise<Evaluators>;
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

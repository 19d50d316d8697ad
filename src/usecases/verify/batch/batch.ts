import type { BatchTally } from '../../../domain/batch-tally.ts';
import type { Configuration } from '../../../domain/configuration.ts';
import type { EpochSeconds } from '../../../domain/instant.ts';
import type { SecretResult } from '../../../domain/secret-key.ts';
import type { ReportCase } from '../../../reports/report-case.ts';

/** What every line of a batch is evaluated by: plain data, so that it can be sent to a thread. */
export interface BatchRules {
  /** All of the store, with what their secrets' sources gave. */
  readonly configurations: readonly BatchConfiguration[];
  /** The name of the configuration of lines that name none. */
  readonly defaultName: string | undefined;
  readonly fingerprintKey: string | undefined;
  readonly now: EpochSeconds;
  readonly ignoresDisabled: boolean;
  /** What `--config` named, for the commands of findings. */
  readonly config: string | undefined;
  readonly output: BatchOutput;
  /** Whether each line is told as a case of a report, too. */
  readonly isReported: boolean;
}

/** What is written of a line: its whole document, the short one, or nothing because a summary follows. */
export type BatchOutput = 'documents' | 'brief documents' | 'summary';

export interface BatchConfiguration {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly previousSecret: SecretResult | undefined;
}

/** A chunk of the input. */
export interface Chunk {
  /** From 0, in the order of the input. */
  readonly index: number;
  /** The number of the line that begins it, from 1. */
  readonly firstLine: number;
  /** Whole lines, in memory of their own, so that they can be given away. */
  readonly bytes: Uint8Array;
  /** How much of the input was read with it, in bytes. */
  readonly endOffset: number;
}

/** What became of a part of a chunk; a chunk has one at least, and the last says so. */
export interface Part {
  /** The lines of JSON, in UTF-8. */
  readonly output: Uint8Array;
  /** The lines as cases of a report; none where there is no report. */
  readonly cases: readonly ReportCase[];
  readonly tally: BatchTally;
  readonly isLast: boolean;
}

/** As many lines are told of many. */
export const MOST_EXAMPLES = 10;

/** Evaluators chunks, each in its own time. */
export interface Evaluators {
  /** How many chunks may be on their way so that nobody waits. */
  readonly window: number;
  /** Begins to evaluate a chunk. Its parts come in order; one beyond the first is made when it is asked for. */
  evaluate(chunk: Chunk): AsyncIterable<Part>;
}

/** Where the lines of a batch come from. */
export type LineSource =
  /** A regular file. */
  | { readonly kind: 'file'; readonly descriptor: number; readonly sizeBytes: number }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array> };

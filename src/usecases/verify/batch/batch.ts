import type { BatchTally } from '../../../domain/batch-tally.ts';
import type { Configuration } from '../../../domain/configuration.ts';
import type { Comparison } from '../../../domain/expectation.ts';
import type { EpochSeconds } from '../../../domain/instant.ts';
import type { ReportCase } from '../../../domain/report-case.ts';
import type { SecretResult } from '../../../domain/secret-key.ts';
import type { Verification } from '../../../domain/verification.ts';
import type { LineFault } from './read-line.ts';

/** What every line of a batch is evaluated by: plain data, so that it can be sent to a thread. */
export interface BatchRules {
  /** All of the store, with what their secrets' sources gave. */
  readonly configurations: readonly BatchConfiguration[];
  /** The name of the configuration of lines that name none. */
  readonly defaultName: string | undefined;
  readonly fingerprintKey: string | undefined;
  readonly now: EpochSeconds;
  readonly ignoresDisabled: boolean;
}

/** A configuration with what its secrets' sources gave. */
export interface BatchConfiguration {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly previousSecret: SecretResult | undefined;
}

/** What came of a line. */
export type EvaluatedLine =
  | { readonly ok: true; readonly verification: Verification; readonly comparison: Comparison | undefined }
  | { readonly ok: false; readonly fault: LineFault };

/** Writes what came of each line, in the thread that evaluates it. */
export interface LineWriter {
  /** The line's document, or an empty text where only a summary follows. */
  document(line: number, evaluated: EvaluatedLine): string;
  /** The line as a case of a report; undefined where there is no report. */
  reportCase(line: number, evaluated: EvaluatedLine): ReportCase | undefined;
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

/** The result of a part of a chunk. A chunk has at least one; the last one says so. */
export interface ChunkResult {
  /** The lines of JSON, in UTF-8. */
  readonly output: Uint8Array;
  /** The lines as cases of a report; none where there is no report. */
  readonly cases: readonly ReportCase[];
  readonly tally: BatchTally;
  readonly isLast: boolean;
}

/** How many lines a tally keeps as examples. */
export const MAX_EXAMPLES = 10;

/** Evaluates chunks, each in its own time. */
export interface Evaluators {
  /** How many chunks to evaluate at once, so that no thread waits. */
  readonly window: number;
  /** Begins to evaluate a chunk. Its results come in order; each one after the first is made on request. */
  evaluate(chunk: Chunk): AsyncIterable<ChunkResult>;
}

/** Where the lines of a batch come from. */
export type LineSource =
  /** A regular file. */
  | { readonly kind: 'file'; readonly descriptor: number; readonly sizeBytes: number }
  | { readonly kind: 'stream'; readonly chunks: AsyncIterable<Uint8Array> };

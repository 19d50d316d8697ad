import type { BatchTally } from '../../../domain/batch-tally.ts';
import type { ReportCase } from '../../../domain/report-case.ts';
import type { Chunk, Evaluators } from './batch.ts';
import { evaluateInOrder } from './evaluate-in-order.ts';
import { RunningTally } from './tally.ts';

/** A batch to run: its input, and what evaluates it. */
export interface BatchInput {
  readonly chunks: AsyncIterable<Chunk>;
  readonly evaluators: Evaluators;
}

/** Takes the results of a batch, in the order of the input. */
export interface BatchResults {
  /** Documents in UTF-8; never empty. */
  write(documents: Uint8Array): void;
  report(each: ReportCase): void;
  /** Called after each result with the lines and the bytes of the input that are done. */
  progress(lines: number, bytes: number): void;
  /** Whether the results are still read; the batch ends when they are not. */
  isWanted(): boolean;
}

/** Evaluates the lines of an input, and counts what came of them. Throws the system's error when the input fails. */
export async function runBatch(
  { chunks, evaluators }: BatchInput,
  results: BatchResults,
): Promise<BatchTally> {
  const tally = new RunningTally();
  await evaluateInOrder(chunks, evaluators, (result, chunk) => {
    if (result.output.length > 0) results.write(result.output);
    for (const each of result.cases) results.report(each);
    tally.add(result.tally);
    results.progress(tally.total, chunk.endOffset);
    return results.isWanted();
  });
  return tally;
}

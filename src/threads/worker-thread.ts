// A thread of a batch: evaluates the chunks that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';
import type { BatchWriting } from '../domain/batch-writing.ts';
import type { BatchRules, Chunk, ChunkResult } from '../usecases/verify/batch/batch.ts';
import { type EvaluateLines, lineEvaluator } from '../usecases/verify/batch/evaluate-lines.ts';
import { lineWriter } from './line-writer.ts';

/** What the rules and the writing of a batch are to a thread. */
export interface ThreadJob {
  readonly rules: BatchRules;
  readonly writing: BatchWriting;
}

/** What the thread receives: first the job, then chunks, and requests for the next result of a chunk. */
export type ThreadOrder =
  | { readonly kind: 'job'; readonly job: ThreadJob }
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'more' };

/** What it answers, one result a message. */
export interface ThreadAnswer {
  readonly index: number;
  readonly result: ChunkResult;
}

interface Work {
  readonly index: number;
  readonly results: Generator<ChunkResult, void>;
}

let evaluateLines: EvaluateLines | undefined;
/** The chunks to evaluate; the first one is under way. */
const works: Work[] = [];

parentPort?.on('message', (order: ThreadOrder) => {
  switch (order.kind) {
    case 'job':
      evaluateLines = lineEvaluator(order.job.rules, lineWriter(order.job.writing));
      return;
    case 'chunk':
      accept(order.chunk);
      return;
    case 'more':
      answerNext();
  }
});

function accept({ index, bytes, firstLine }: Chunk): void {
  if (!evaluateLines) throw new Error('a chunk came before the job');
  if (works.push({ index, results: evaluateLines(bytes, firstLine) }) === 1) answerNext();
}

function answerNext(): void {
  const [work] = works;
  if (!work) return;
  const { index, results } = work;
  const { value: result } = results.next();
  if (!result) throw new Error('a chunk had no last result');
  // The output is in memory of its own, which is transferred.
  parentPort?.postMessage({ index, result } satisfies ThreadAnswer, [result.output.buffer as ArrayBuffer]);
  if (!result.isLast) return;
  works.shift();
  // Not at once: what was answered must be sent first.
  if (works.length > 0) setImmediate(answerNext);
}

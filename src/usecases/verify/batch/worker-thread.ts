// A thread of a batch: evaluates the chunks that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';
import type { BatchRules, Chunk, Part } from './batch.ts';
import { type EvaluateLines, lineEvaluator } from './evaluate-lines.ts';

/** What the thread is told: first the rules, then chunks, and that a chunk's next part may be made. */
export type ThreadOrder =
  | { readonly kind: 'rules'; readonly rules: BatchRules }
  | { readonly kind: 'chunk'; readonly chunk: Chunk }
  | { readonly kind: 'more' };

/** What it answers, one part a message. */
export interface ThreadAnswer {
  readonly index: number;
  readonly part: Part;
}

interface Work {
  readonly index: number;
  readonly parts: Generator<Part, void>;
}

let evaluateLines: EvaluateLines | undefined;
/** What is to be evaluated, first what is under way. */
const works: Work[] = [];

parentPort?.on('message', (order: ThreadOrder) => {
  switch (order.kind) {
    case 'rules':
      evaluateLines = lineEvaluator(order.rules);
      return;
    case 'chunk':
      accept(order.chunk);
      return;
    case 'more':
      answerNext();
  }
});

function accept({ index, bytes, firstLine }: Chunk): void {
  if (!evaluateLines) throw new Error('a chunk came before the rules');
  if (works.push({ index, parts: evaluateLines(bytes, firstLine) }) === 1) answerNext();
}

function answerNext(): void {
  const [work] = works;
  if (!work) return;
  const { index, parts } = work;
  const { value: part } = parts.next();
  if (!part) throw new Error('a chunk had no last part');
  // A part is in memory of its own, which goes along.
  parentPort?.postMessage({ index, part } satisfies ThreadAnswer, [part.output.buffer as ArrayBuffer]);
  if (!part.isLast) return;
  works.shift();
  // Not at once: what was answered must be sent first.
  if (works.length > 0) setImmediate(answerNext);
}

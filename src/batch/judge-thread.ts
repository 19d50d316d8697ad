// A thread of a batch: judges the pieces that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';
import type { BatchRules, Part, Piece } from './batch.ts';
import { type JudgeLines, lineJudge } from './judge-lines.ts';

/** What the thread is told: first the rules, then pieces, and that a piece's next part may be made. */
export type ThreadOrder =
  | { readonly kind: 'rules'; readonly rules: BatchRules }
  | { readonly kind: 'piece'; readonly piece: Piece }
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

let judgeLines: JudgeLines | undefined;
/** What is to be judged, first what is under way. */
const works: Work[] = [];

parentPort?.on('message', (order: ThreadOrder) => {
  switch (order.kind) {
    case 'rules':
      judgeLines = lineJudge(order.rules);
      return;
    case 'piece':
      accept(order.piece);
      return;
    case 'more':
      answerNext();
  }
});

function accept({ index, bytes, firstLine }: Piece): void {
  if (!judgeLines) throw new Error('a piece came before the rules');
  if (works.push({ index, parts: judgeLines(bytes, firstLine) }) === 1) answerNext();
}

function answerNext(): void {
  const [work] = works;
  if (!work) return;
  const { index, parts } = work;
  const { value: part } = parts.next();
  if (!part) throw new Error('a piece had no last part');
  // A part is in memory of its own, which goes along.
  parentPort?.postMessage({ index, part } satisfies ThreadAnswer, [part.output.buffer as ArrayBuffer]);
  if (!part.isLast) return;
  works.shift();
  // Not at once: what was answered must be sent first.
  if (works.length > 0) setImmediate(answerNext);
}

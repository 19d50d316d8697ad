// A thread of a batch: reads, counts and judges the pieces that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';
import type { BatchRules, Part, Piece } from './batch.ts';
import { type JudgeLines, lineJudge } from './judge-lines.ts';
import { bytesOf } from './judges.ts';
import { LineTurns } from './line-turns.ts';
import { countLines } from './lines.ts';

/** What the thread is told: first the rules, then pieces, and that a piece's next part may be made. */
export type ThreadOrder =
  | { readonly kind: 'rules'; readonly rules: BatchRules; readonly turns: SharedArrayBuffer }
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
let turns: LineTurns | undefined;
const waiting: Work[] = [];
let current: Work | undefined;

parentPort?.on('message', (order: ThreadOrder) => {
  switch (order.kind) {
    case 'rules':
      judgeLines = lineJudge(order.rules);
      turns = new LineTurns(order.turns);
      return;
    case 'piece':
      accept(order.piece);
      // After the messages that are here already: other threads wait until their lines are counted.
      setImmediate(beginNext);
      return;
    case 'more':
      answerNext();
  }
});

function accept(piece: Piece): void {
  if (!judgeLines || !turns) throw new Error('a piece came before the rules');
  const bytes = bytesOf(piece);
  const first = turns.take(piece.index, countLines(bytes));
  waiting.push({ index: piece.index, parts: judgeLines(bytes, first) });
}

function beginNext(): void {
  if (current) return;
  current = waiting.shift();
  answerNext();
}

function answerNext(): void {
  if (!current) return;
  const { index, parts } = current;
  const { value: part } = parts.next();
  if (!part) throw new Error('a piece had no last part');
  // A part is in memory of its own, which goes along.
  parentPort?.postMessage({ index, part } satisfies ThreadAnswer, [part.output.buffer as ArrayBuffer]);
  if (!part.isLast) return;
  current = undefined;
  if (waiting.length > 0) setImmediate(beginNext);
}

import { Buffer } from 'node:buffer';
import type { BatchRules, Judges, Piece } from './batch.ts';
import { lineJudge } from './judge-lines.ts';
import { countLines } from './lines.ts';
import { readRange } from './read-range.ts';

/** The bytes of a piece's lines. */
export function bytesOf(piece: Piece): Buffer {
  if (piece.kind === 'range') return readRange(piece.descriptor, piece.start, piece.end);
  const { buffer, byteOffset, byteLength } = piece.bytes;
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A judge in this thread, for input so small that to start others would take longer. */
export function judgeHere(rules: BatchRules): Judges {
  const judgeLines = lineJudge(rules);
  let linesBefore = 0;
  return {
    window: 1,
    async *judge(piece) {
      const bytes = bytesOf(piece);
      const first = linesBefore + 1;
      linesBefore += countLines(bytes);
      yield* judgeLines(bytes, first);
    },
  };
}

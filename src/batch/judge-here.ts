import type { BatchRules, Judges } from './batch.ts';
import { lineJudge } from './judge-lines.ts';

/** A judge in this thread, for input so small that to start others would take longer. */
export function judgeHere(rules: BatchRules): Judges {
  const judgeLines = lineJudge(rules);
  return {
    window: 1,
    async *judge({ bytes, firstLine }) {
      yield* judgeLines(bytes, firstLine);
    },
  };
}

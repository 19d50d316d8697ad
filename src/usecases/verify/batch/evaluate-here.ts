import type { BatchRules, Evaluators, LineWriter } from './batch.ts';
import { lineEvaluator } from './evaluate-lines.ts';

/** Evaluates in this thread, for an input so small that starting others would take longer. */
export function evaluateHere(rules: BatchRules, writer: LineWriter): Evaluators {
  const evaluateLines = lineEvaluator(rules, writer);
  return {
    window: 1,
    async *evaluate({ bytes, firstLine }) {
      yield* evaluateLines(bytes, firstLine);
    },
  };
}

import type { BatchRules, Evaluators } from './batch.ts';
import { lineEvaluator } from './evaluate-lines.ts';

/** A evaluate in this thread, for input so small that to start others would take longer. */
export function evaluateHere(rules: BatchRules): Evaluators {
  const evaluateLines = lineEvaluator(rules);
  return {
    window: 1,
    async *evaluate({ bytes, firstLine }) {
      yield* evaluateLines(bytes, firstLine);
    },
  };
}

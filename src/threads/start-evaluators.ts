import type { BatchWriting } from '../domain/batch-writing.ts';
import type { BatchRules, Evaluators } from '../usecases/verify/batch/batch.ts';
import { evaluateHere } from '../usecases/verify/batch/evaluate-here.ts';
import { lineWriter } from './line-writer.ts';
import { evaluateInThreads } from './thread-evaluators.ts';
import { threadProgram } from './thread-program.ts';

/** What evaluators work by: the rules that decide about each line, and how the result is written. */
export interface EvaluatorOrder {
  readonly rules: BatchRules;
  readonly writing: BatchWriting;
  /** How many threads evaluate; for 1, this thread does. */
  readonly threads: number;
}

/** Starts evaluators in the threads that are ordered. */
export async function startEvaluators({ rules, writing, threads }: EvaluatorOrder): Promise<Evaluators> {
  if (threads === 1) return evaluateHere(rules, lineWriter(writing));
  return evaluateInThreads(threadProgram(), threads, { rules, writing });
}

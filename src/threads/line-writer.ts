import type { BatchWriting } from '../domain/batch-writing.ts';
import { memoizeLast } from '../domain/memoize-last.ts';
import type { Verification } from '../domain/verification.ts';
import { faultCase, verificationCase } from '../reports/verification-case.ts';
import { briefLine, faultLine, verificationLine } from '../terminal/batch-json.ts';
import { withCommands } from '../terminal/fix-commands.ts';
import type { EvaluatedLine, LineWriter } from '../usecases/verify/batch/batch.ts';

/** Writes the lines of a batch as documents of JSON, as cases of a report, or both. */
export function lineWriter({ output, isReported, config }: BatchWriting): LineWriter {
  // A line may be written twice, and its findings have the same commands both times.
  const reported = memoizeLast((verification: Verification) => withCommands(verification, { config }));
  return {
    document: documentWriters[output](reported),
    reportCase(line, evaluated) {
      if (!isReported) return undefined;
      if (!evaluated.ok) return faultCase(line, evaluated.fault);
      return verificationCase(reported(evaluated.verification), { line, comparison: evaluated.comparison });
    },
  };
}

type DocumentWriter = (
  reported: (verification: Verification) => ReturnType<typeof withCommands>,
) => (line: number, evaluated: EvaluatedLine) => string;

const documentWriters: Readonly<Record<BatchWriting['output'], DocumentWriter>> = {
  documents: (reported) => (line, evaluated) =>
    evaluated.ok
      ? verificationLine(line, reported(evaluated.verification), evaluated.comparison)
      : faultLine(line, evaluated.fault),
  'brief documents': () => (line, evaluated) =>
    evaluated.ok
      ? briefLine(line, evaluated.verification, evaluated.comparison)
      : faultLine(line, evaluated.fault),
  summary: () => () => '',
};

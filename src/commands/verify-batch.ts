import type { Context } from '../context.ts';
import type { BatchTally } from '../domain/batch-tally.ts';
import type { BatchWriting } from '../domain/batch-writing.ts';
import { describeSystemError } from '../domain/system-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { batchClosing, renderBatchSummary } from '../terminal/batch-summary.ts';
import { findConfigurations } from '../usecases/configurations/find-configuration.ts';
import type { ConfigurationStore } from '../usecases/ports.ts';
import type { BatchRules, Evaluators, LineSource } from '../usecases/verify/batch/batch.ts';
import { batchRules } from '../usecases/verify/batch/batch-rules.ts';
import { runBatch } from '../usecases/verify/batch/run-batch.ts';
import { wantsReports } from './flags/report-flags.ts';
import type { BatchOptions, VerifyOptions } from './flags/verify-flags.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { storeRequest } from './line/global-options.ts';
import { showProgress } from './output/batch-progress.ts';
import { errorStyle, outputStyle } from './output/notes.ts';
import { openReports, type Reports } from './output/open-reports.ts';
import { placeInCheckout } from './output/place-in-checkout.ts';

/** Below this a file is evaluated before other threads have started, in bytes. */
const WORTH_THREADS_BYTES = 524_288;

/**
 * Verifies a token a line, and writes a document a line, or a summary. Exit code 0 when all are accepted or as they
 * expect, 1 when one is not, 2 when a line cannot be evaluated.
 */
export async function runVerifyBatch(
  context: Context,
  options: VerifyOptions,
  batch: BatchOptions,
): Promise<ExitCode> {
  if (batch.file === '-' && context.stdin.isTerminal) {
    throw new Problem('usage', 'nothing is piped in', 'pipe the tokens in, or use --batch FILE');
  }
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const rules = await rulesOf(context, options, store);
  const source = openLines(context, batch.file);
  const file = batch.file === '-' ? undefined : placeInCheckout(context, batch.file);
  const reports = await openReports(context, options, { command: 'verify', file, rules: [] });
  const writing = writingOf(options, batch);
  const threads = threadsFor(context, batch, source);
  const evaluators = await context.batch.startEvaluators({ rules, writing, threads });
  const tally = await evaluateAll(context, options, { source, evaluators, reports });
  writeSummary(context, options, tally);
  if (tally.failed > 0) return exitCodes.usage;
  return tally.unexpected > 0 ? exitCodes.rejected : exitCodes.done;
}

function rulesOf(context: Context, options: VerifyOptions, store: ConfigurationStore): Promise<BatchRules> {
  const { name, at, ignoresDisabled } = options;
  const [named] = name === undefined ? [] : findConfigurations(store.configurations, [name]);
  const needs = { store, secrets: storedSecrets(context, options, store) };
  const now = at ?? Math.floor(context.now());
  return batchRules(needs, { defaultName: named?.name, now, ignoresDisabled });
}

function writingOf(options: VerifyOptions, { isBrief }: BatchOptions): BatchWriting {
  return {
    output: options.output === 'json' ? (isBrief ? 'brief documents' : 'documents') : 'summary',
    isReported: wantsReports(options),
    config: options.config,
  };
}

function openLines(context: Context, file: string): LineSource {
  try {
    return context.batch.openLines(file);
  } catch (error) {
    throw new Problem('usage', `the file of --batch cannot be read: ${describeSystemError(error)}`);
  }
}

function threadsFor({ batch }: Context, { jobs }: BatchOptions, source: LineSource): number {
  if (source.kind === 'file' && source.sizeBytes < WORTH_THREADS_BYTES) return 1;
  return jobs ?? batch.cores;
}

/** A batch: where its lines come from, what evaluates them, and the reports on them. */
interface Batch {
  readonly source: LineSource;
  readonly evaluators: Evaluators;
  readonly reports: Reports;
}

async function evaluateAll(
  context: Context,
  options: VerifyOptions,
  { source, evaluators, reports }: Batch,
): Promise<BatchTally> {
  const { stdout } = context;
  const progress = showProgress(context, options, source);
  try {
    const chunks = await context.batch.readChunks(source);
    const tally = await runBatch(
      { chunks, evaluators },
      {
        write: (documents) => stdout.write(documents),
        report: (each) => reports.add(each),
        progress: progress.show,
        // A report is wanted even where the reader of stdout has gone.
        isWanted: () => !stdout.isClosed || options.reports.length > 0,
      },
    );
    reports.finish(batchClosing(tally));
    return tally;
  } catch (error) {
    reports.abandon();
    throw isReadFault(error)
      ? new Problem('usage', `the tokens cannot be read on: ${describeSystemError(error)}`)
      : error;
  } finally {
    progress.clear();
  }
}

function isReadFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'read';
}

/** Writes the summary: the answer itself on stdout, or a note on the terminal beside documents and reports. */
function writeSummary(context: Context, options: VerifyOptions, tally: BatchTally): void {
  const { stdout, stderr } = context;
  if (options.output === 'text') stdout.write(renderBatchSummary(tally, outputStyle(context, options)));
  else if (stderr.isTerminal && !options.quiet) {
    stderr.write(renderBatchSummary(tally, errorStyle(context, options)));
  }
}

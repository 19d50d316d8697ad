import type { Context } from '../context.ts';
import { describeSystemError } from '../domain/system-error.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { batchProgress, CLEARED_LINE } from '../terminal/batch-progress.ts';
import { batchClosing, renderBatchSummary } from '../terminal/batch-summary.ts';
import { findConfigurations } from '../usecases/configurations/find-configuration.ts';
import type { Store } from '../usecases/ports.ts';
import type { BatchRules, Evaluators, LineSource } from '../usecases/verify/batch/batch.ts';
import { chunksOf } from '../usecases/verify/batch/chunks.ts';
import { evaluateInOrder } from '../usecases/verify/batch/evaluate-in-order.ts';
import { RunningTally } from '../usecases/verify/batch/tally.ts';
import { wantsReports } from './flags/report-flags.ts';
import type { BatchOptions, VerifyOptions } from './flags/verify-flags.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { storeRequest } from './line/global-options.ts';
import { errorStyle, outputStyle } from './output/notes.ts';
import { openReports, type Reports } from './output/open-reports.ts';
import { placeInCheckout } from './output/place-in-checkout.ts';

/** Below this a file is evaluated before other threads have started, in bytes. */
const WORTH_THREADS_BYTES = 524_288;

/** How long a progress line stays before the next, in seconds. */
const PROGRESS_SECONDS = 0.2;

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
  const rules = await rulesOf(context, options, batch, store);
  const source = openLines(context, batch.file);
  const file = batch.file === '-' ? undefined : placeInCheckout(context, batch.file);
  const reports = await openReports(context, options, { command: 'verify', file, rules: [] });
  const evaluates = await context.batch.startEvaluators(rules, threadsFor(context, batch, source));
  const tally = await evaluateAll(context, options, { source, evaluates, reports });
  report(context, options, tally);
  if (tally.failed > 0) return exitCodes.usage;
  return tally.unexpected > 0 ? exitCodes.rejected : exitCodes.done;
}

async function rulesOf(
  context: Context,
  options: VerifyOptions,
  { isBrief }: BatchOptions,
  store: Store,
): Promise<BatchRules> {
  const { configurations, fingerprintKey } = store;
  const [named] = options.name === undefined ? [] : findConfigurations(configurations, [options.name]);
  const secrets = storedSecrets(context, options, store);
  // Any line may name any of them.
  await secrets.unlockFor(configurations, 'asks');
  return {
    configurations: configurations.map((configuration) => ({
      configuration,
      secret: secrets.of(configuration),
      previousSecret: secrets.previousOf(configuration),
    })),
    defaultName: named?.name,
    fingerprintKey,
    now: options.at ?? Math.floor(context.now()),
    ignoresDisabled: options.ignoresDisabled,
    config: options.config,
    output: options.output === 'json' ? (isBrief ? 'brief documents' : 'documents') : 'summary',
    isReported: wantsReports(options),
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

/** A batch: where its lines come from, who evaluates them, and who is told what came of them. */
interface Batch {
  readonly source: LineSource;
  readonly evaluates: Evaluators;
  readonly reports: Reports;
}

async function evaluateAll(
  context: Context,
  options: VerifyOptions,
  { source, evaluates, reports }: Batch,
): Promise<RunningTally> {
  const tally = new RunningTally();
  const progress = progressOf(context, options, source);
  try {
    await evaluateInOrder(chunksOf(source), evaluates, (part, chunk) => {
      if (part.output.length > 0) context.stdout.write(part.output);
      for (const each of part.cases) reports.add(each);
      tally.add(part.tally);
      progress.tell(tally.total, chunk.endOffset);
      // A report is wanted also where nobody reads on what is written beside it.
      return !context.stdout.isClosed || options.reports.length > 0;
    });
    reports.finish(batchClosing(tally));
  } catch (error) {
    reports.abandon();
    throw isReadFault(error)
      ? new Problem('usage', `the tokens cannot be read on: ${describeSystemError(error)}`)
      : error;
  } finally {
    progress.clear();
  }
  return tally;
}

function isReadFault(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'read';
}

interface Progress {
  tell(lines: number, bytes: number): void;
  clear(): void;
}

/** Progress on stderr where somebody sees it, and nothing else is written to the same terminal. */
function progressOf(context: Context, options: VerifyOptions, source: LineSource): Progress {
  const { stdout, stderr } = context;
  const isShown = stderr.isTerminal && !options.quiet && !(options.output !== 'text' && stdout.isTerminal);
  if (!isShown) return { tell() {}, clear() {} };
  const style = errorStyle(context, options);
  const startedAt = context.now();
  const totalBytes = source.kind === 'file' ? source.sizeBytes : undefined;
  let toldAt = startedAt;
  let isThere = false;
  return {
    tell(lines, bytes) {
      const now = context.now();
      if (now - toldAt < PROGRESS_SECONDS) return;
      toldAt = now;
      isThere = true;
      stderr.write(batchProgress({ lines, bytes, totalBytes, seconds: now - startedAt }, style));
    },
    clear() {
      if (isThere) stderr.write(CLEARED_LINE);
    },
  };
}

/** The summary: the answer itself on stdout, or beside documents and reports a note for whoever watches stderr. */
function report(context: Context, options: VerifyOptions, tally: RunningTally): void {
  const { stdout, stderr } = context;
  if (options.output === 'text') stdout.write(renderBatchSummary(tally, outputStyle(context, options)));
  else if (stderr.isTerminal && !options.quiet) {
    stderr.write(renderBatchSummary(tally, errorStyle(context, options)));
  }
}

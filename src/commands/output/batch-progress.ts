import type { Context } from '../../context.ts';
import { batchProgress, CLEARED_LINE } from '../../terminal/batch-progress.ts';
import type { LineSource } from '../../usecases/verify/batch/batch.ts';
import type { VerifyOptions } from '../flags/verify-flags.ts';
import { errorStyle } from './notes.ts';

/** How long a progress line stays before the next, in seconds. */
const PROGRESS_SECONDS = 0.2;

/** The progress of a batch on stderr. */
export interface BatchProgress {
  show(lines: number, bytes: number): void;
  clear(): void;
}

/** Shows progress on a terminal, unless something else is written to the same one. */
export function showProgress(context: Context, options: VerifyOptions, source: LineSource): BatchProgress {
  const { stdout, stderr } = context;
  const isShown = stderr.isTerminal && !options.quiet && !(options.output !== 'text' && stdout.isTerminal);
  if (!isShown) return { show() {}, clear() {} };
  const style = errorStyle(context, options);
  const startedAt = context.now();
  const totalBytes = source.kind === 'file' ? source.sizeBytes : undefined;
  let shownAt = startedAt;
  let isThere = false;
  return {
    show(lines, bytes) {
      const now = context.now();
      if (now - shownAt < PROGRESS_SECONDS) return;
      shownAt = now;
      isThere = true;
      stderr.write(batchProgress({ lines, bytes, totalBytes, seconds: now - startedAt }, style));
    },
    clear() {
      if (isThere) stderr.write(CLEARED_LINE);
    },
  };
}

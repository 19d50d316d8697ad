import { formatDuration } from '../domain/duration.ts';
import { grouped } from './grouped.ts';
import type { Style } from './style.ts';

/** The progress of a batch. */
export interface BatchProgress {
  readonly lines: number;
  /** How many bytes of the input have been read. */
  readonly bytes: number;
  /** The size of the input, where it is known. */
  readonly totalBytes: number | undefined;
  /** The time since the start. */
  readonly seconds: number;
}

/** Clears the current line, so that the next text replaces it. */
export const CLEARED_LINE = '\r\u001b[K';

/** A line that replaces the previous one: tokens evaluated, rate, and time left. */
export function batchProgress({ lines, bytes, totalBytes, seconds }: BatchProgress, { dim }: Style): string {
  const parts = [`${grouped(lines)} tokens`, `${grouped(Math.round(lines / seconds))}/s`];
  if (totalBytes !== undefined && bytes > 0) {
    const left = Math.ceil((seconds * (totalBytes - bytes)) / bytes);
    parts.push(`${Math.floor((100 * bytes) / totalBytes)} %`, `${formatDuration(left)} left`);
  }
  return CLEARED_LINE + dim(parts.join(', '));
}

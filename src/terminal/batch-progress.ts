import { formatDuration } from '../domain/duration.ts';
import { grouped } from './grouped.ts';
import type { Style } from './style.ts';

/** How far a batch has come. */
export interface BatchProgress {
  readonly lines: number;
  /** How much of the input that is. */
  readonly bytes: number;
  /** Of how much, where that is known. */
  readonly totalBytes: number | undefined;
  /** How long it took so far. */
  readonly seconds: number;
}

/** Takes the line that stands there away, so that the next text takes its place. */
export const CLEARED_LINE = '\r\u001b[K';

/** A line that takes the place of the one before: how many were evaluated, at what rate, and how long the rest takes. */
export function batchProgress({ lines, bytes, totalBytes, seconds }: BatchProgress, { dim }: Style): string {
  const parts = [`${grouped(lines)} tokens`, `${grouped(Math.round(lines / seconds))}/s`];
  if (totalBytes !== undefined && bytes > 0) {
    const left = Math.ceil((seconds * (totalBytes - bytes)) / bytes);
    parts.push(`${Math.floor((100 * bytes) / totalBytes)} %`, `${formatDuration(left)} left`);
  }
  return CLEARED_LINE + dim(parts.join(', '));
}

import { formatDuration } from '../domain/duration.ts';

/** How far a time is from now, `seconds` ahead (negative: ago): `3 h ago`, `in 22 h`, `just now`. */
export function fromNow(seconds: number): string {
  if (Math.abs(seconds) < 1) return 'just now';
  return seconds < 0 ? `${formatDuration(seconds)} ago` : `in ${formatDuration(Math.ceil(seconds))}`;
}

import { formatDuration } from '../domain/duration.ts';

/** Lifetimes in seconds that people configure, which a library divides by 1000 when it reads milliseconds. */
const usualSeconds = [
  1800, 3600, 7200, 10_800, 14_400, 18_000, 21_600, 28_800, 36_000, 43_200, 64_800, 86_400, 100_000,
];

/** Lifetimes in minutes and in hours that people configure, which a library takes for seconds. */
const usualMinutes = [5, 10, 15, 20, 30, 45, 60, 90];
const usualHours = [2, 4, 8, 12, 24, 48, 72];

/**
 * What a life of so few seconds probably was meant to be, to follow on "probably":
 * `"86400" (24 h) was read as milliseconds`. Undefined when no round number in another unit gives it.
 */
export function meantLifetime(lifetimeSeconds: number): string | undefined {
  const whole = Math.floor(lifetimeSeconds);
  const seconds = usualSeconds.find((each) => Math.floor(each / 1000) === whole);
  if (seconds !== undefined) return `"${seconds}" (${formatDuration(seconds)}) was read as milliseconds`;
  if (usualMinutes.includes(whole)) return `${whole} minutes were read as seconds`;
  return usualHours.includes(whole) ? `${whole} hours were read as seconds` : undefined;
}

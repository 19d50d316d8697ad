import { formatDuration } from '../../../domain/duration.ts';
import { type MisreadOf, misreadTimeCheck } from '../../misread-time-check.ts';

export const timeIsADuration = misreadTimeCheck(
  {
    code: 'time-is-a-duration',
    cause:
      'A time in the token is a length of time, such as 3600, and not a date: read as seconds since 1970 it lies decades back.',
    solution:
      'The issuing system must add the length to the current time: "exp" is now + lifetime, in seconds since 1970 (RFC 7519 §2).',
  },
  {
    kind: 'duration',
    describe,
    forIssuer: (names) =>
      `Please write ${names} as a date in seconds since 1970: "exp" is now + lifetime, "iat" and "nbf" are now.`,
  },
);

function describe({ value }: MisreadOf<'duration'>): string {
  if (value === 0) return 'is 0, so it was never set';
  return `is ${value}, a length of time${lengthOf(value)}`;
}

/** A length in seconds that is longer than a few minutes may as well be one in milliseconds. */
const SHORTEST_IN_MILLISECONDS = 60_000;

function lengthOf(value: number): string {
  const isMilliseconds = value >= SHORTEST_IN_MILLISECONDS && value % 1000 === 0;
  return isMilliseconds
    ? ` (${formatDuration(value)}, or ${formatDuration(value / 1000)} if it is in milliseconds)`
    : ` (${formatDuration(value)})`;
}

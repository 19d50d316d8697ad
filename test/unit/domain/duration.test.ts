import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../../src/domain/duration.ts';

describe('a length of time', () => {
  it.each([
    ['86400', 86_400],
    ['0', 0],
    ['45s', 45],
    ['24h', 86_400],
    ['1h30m', 5400],
    ['7D', 604_800],
    ['2w', 1_209_600],
  ])('is read from %s', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', '1.5h', '-1', '30m1h', '1 h', 'h', '1y', '1e3', '9999999999999999'])(
    'is not read from "%s"',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [65, '1 min 5 s'],
    [3660, '1 h 1 min'],
    [86_400, '24 h'],
    [200_000, '2 days 7 h'],
    [21_432_000, '248 days'],
    [1e9, '32 years'],
    [-120, '2 min'],
  ])('of %d seconds is said as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

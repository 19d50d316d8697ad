import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant, toIso, toIsoSeconds, toLocalText } from '../../../src/domain/instant.ts';

describe('a moment from text', () => {
  it.each([
    ['1772366400', 1_772_366_400],
    ['0', 0],
    ['-1', -1],
    ['1772366400.5', 1_772_366_400.5],
    ['2026-03-01T12:00:00Z', 1_772_366_400],
    ['2026-03-01 12:00:00', 1_772_366_400],
    ['2026-03-01T12:00', 1_772_366_400],
    ['2026-03-01T13:30:00+01:30', 1_772_366_400],
    ['2026-03-01T07:00:00-0500', 1_772_366_400],
    ['2026-03-01T12:00:00.250Z', 1_772_366_400.25],
    ['2026-03-01', 1_772_323_200],
  ])('%s is understood', (text, seconds) => {
    expect(parseInstant(text)).toBe(seconds);
  });

  it.each([
    '',
    'now',

    '2026-02-30',
    '2026-13-01',
    '2026-03-01T25:00:00Z',
    '2026-03-01T12:00:00+24:00',
    '1e9',
    '99999999999999',
    'NaN',
  ])('%s is none', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('is what was written as ISO 8601, for every moment of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }), (seconds) => {
        expect(parseInstant(toIso(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('a moment as text', () => {
  it('has milliseconds for machines and none for people', () => {
    expect([toIso(1_772_366_400.25), toIsoSeconds(1_772_366_400.25)]).toEqual([
      '2026-03-01T12:00:00.250Z',
      '2026-03-01T12:00:00Z',
    ]);
  });

  it('is what JavaScript makes of it, for every moment of the calendar', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }), (milliseconds) => {
        expect(toIso(milliseconds / 1000)).toBe(
          new Date(Math.floor((milliseconds / 1000) * 1000)).toISOString(),
        );
      }),
    );
  });

  it('is a number where the calendar ends', () => {
    expect(toIsoSeconds(1e17)).toBe('second 100000000000000000');
  });

  it('is shown in the machine’s time zone as the settings page does', () => {
    expect(toLocalText(1_772_366_400)).toBe('2026-03-01 12:00:00');
  });
});

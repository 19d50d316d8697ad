import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LifeMoments, lifeInWords } from '../../../src/terminal/life-moments.ts';
import { tokenLife } from '../../../src/terminal/token-life.ts';
import { displayWidth } from '../../../src/terminal/wrap.ts';
import { REPORT_NOW, terminalStyle } from '../../support/samples.ts';

const HOUR = 3600;

/** Moments in hours from now. */
function life(hours: Partial<Record<keyof LifeMoments, number>>): LifeMoments {
  const at = (key: keyof LifeMoments) => {
    const hour = hours[key];
    return hour === undefined ? undefined : REPORT_NOW + hour * HOUR;
  };
  return {
    issued: at('issued'),
    notBefore: at('notBefore'),
    now: REPORT_NOW,
    expires: at('expires'),
    exp: at('exp'),
  };
}

function drawn(hours: Partial<Record<keyof LifeMoments, number>>, locale = 'C.UTF-8'): string[] {
  return tokenLife(life(hours), terminalStyle({ columns: 61, locale }));
}

describe('the drawing of a token’s life', () => {
  it('runs from issue to expiry with now in its place', () => {
    expect(drawn({ issued: -6, expires: 6 })).toEqual([
      '  ├━━━━━━━━━━━━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━━━━━━━━━━━━━┤',
      '  issued 2026-11-23T12:00:00Z  expires 2026-11-24T00:00:00Z',
      '                              now 2026-11-23T18:00:00Z',
    ]);
  });

  it('is drawn in ASCII where the terminal has no more', () => {
    expect(drawn({ issued: -6, notBefore: -4, expires: 4, exp: 6 }, 'C')[0]).toBe(
      '  |--------|==================*==================|--------|',
    );
  });

  it('shows what is before nbf, and what Expiration Time cuts off, as a thinner line', () => {
    expect(drawn({ issued: -6, notBefore: -4, expires: 4, exp: 6 })[0]).toBe(
      '  ├────────┼━━━━━━━━━━━━━━━━━━●━━━━━━━━━━━━━━━━━━┼────────┤',
    );
  });

  it('goes on dotted to now when the token has expired', () => {
    expect(drawn({ issued: -3, expires: -1 })).toEqual([
      '  ├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●',
      '  issued 2026-11-23T15:00:00Z      now 2026-11-23T18:00:00Z',
      '            expires 2026-11-23T17:00:00Z',
    ]);
  });

  it('begins dotted at now when the token is from the future', () => {
    expect(drawn({ issued: 1, expires: 3 })[0]).toBe(
      '  ●┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤',
    );
  });

  it('is broken when now is so far away that the life would shrink to nothing', () => {
    expect(drawn({ issued: -1001, expires: -1000 })[0]).toBe(
      '  ├━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤┄┄┄┄┄┄┄┄┄┄┄╱┄┄┄┄┄┄┄┄┄┄●',
    );
  });

  it('begins at now for a token that says only when it expires', () => {
    expect(drawn({ expires: 2 })).toEqual([
      '  ●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┤',
      '  now 2026-11-23T18:00:00Z     expires 2026-11-23T20:00:00Z',
    ]);
  });

  it('begins at the expiry for such a token that has expired', () => {
    expect(drawn({ expires: -2 })[0]).toBe('  ┤┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄●');
  });

  it('keeps moments apart that are too near to show', () => {
    expect(drawn({ issued: -0.001, expires: 24, exp: 87_600 })[0]).toBe(
      '  ├━●━┼───────────────────────────────────────────────────┤',
    );
  });

  it('is empty for a token without times', () => {
    expect(drawn({})).toEqual([]);
  });

  it('says every moment, in lines no wider than asked, whatever the times are', () => {
    const hour = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined });
    const hours = fc.record({ issued: hour, notBefore: hour, expires: hour, exp: hour });
    fc.assert(
      fc.property(
        hours,
        fc.integer({ min: 40, max: 120 }),
        ({ issued, notBefore, expires, exp }, columns) => {
          const at = (value: number | undefined) =>
            value === undefined ? undefined : REPORT_NOW + value * HOUR;
          const moments = {
            issued: at(issued),
            notBefore: at(notBefore),
            now: REPORT_NOW,
            expires: at(expires),
            exp: at(exp),
          };
          const lines = tokenLife(moments, terminalStyle({ columns }));
          const count = Object.values(moments).filter((moment) => moment !== undefined).length;
          const labels =
            lines
              .slice(1)
              .join('\n')
              .match(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g) ?? [];
          expect(labels).toHaveLength(count === 1 ? 0 : count);
          expect(lines.filter((line) => displayWidth(line) > columns - 2)).toEqual([]);
        },
      ),
    );
  });
});

describe('the life in words', () => {
  it.each([
    [{ issued: -2, expires: 22 }, 'Issued 2 h ago, expires in 22 h.'],
    [{ issued: -26, expires: -2 }, 'Issued 26 h ago, expired 2 h ago.'],
    [{ issued: -2, expires: 22, exp: 46 }, 'Issued 2 h ago, expires in 22 h, its own exp is 46 h ahead.'],
    [{ issued: -9, expires: -8, exp: -1 }, 'Issued 9 h ago, expired 8 h ago, its own exp was 1 h ago.'],
    [{ issued: 0.5, expires: 2 }, 'Issued 30 min in the future, expires in 2 h.'],
    [
      { issued: -2, notBefore: 0.5, expires: 2 },
      'Issued 2 h ago, not valid for another 30 min, expires in 2 h.',
    ],
    [{ issued: -2, notBefore: -2, expires: 2 }, 'Issued 2 h ago, expires in 2 h.'],
    [{ notBefore: -1, expires: 2 }, 'Became valid 1 h ago, expires in 2 h.'],
    [{ issued: 0, expires: 1 }, 'Issued just now, expires in 1 h.'],
    [{ expires: 0 }, 'Expired just now.'],
    [{ expires: 0.0001 }, 'Expires in 1 s.'],
  ])('%j is said to be: %s', (hours, expected) => {
    expect(lifeInWords(life(hours), false)).toBe(expected);
  });

  it('tells that the clock tolerance let an expired token in', () => {
    expect(lifeInWords(life({ issued: -2, expires: -0.005 }), true)).toBe(
      'Issued 2 h ago, expired 18 s ago, which the clock tolerance allows.',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { type ColorChoice, styleFor } from '../../../src/terminal/style.ts';

function style(
  isTerminal: boolean,
  env: Record<string, string> = {},
  choice: ColorChoice = 'auto',
  columns = 80,
) {
  return styleFor({ isTerminal, columns: isTerminal ? columns : undefined }, env, choice);
}

const red = '\u{1b}[31mno\u{1b}[39m';

describe('colour', () => {
  it.each([
    ['on a terminal', true, {}, 'auto', red],
    ['not in a pipe', false, {}, 'auto', 'no'],
    ['not on a dumb terminal', true, { TERM: 'dumb' }, 'auto', 'no'],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, 'auto', 'no'],
    ['with NO_COLOR when it is empty', true, { NO_COLOR: '' }, 'auto', red],
    ['in a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, 'auto', red],
    ['not with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, 'auto', 'no'],
    ['not with both, since NO_COLOR wins', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, 'auto', 'no'],
    [
      'with --color always, whatever the environment says',
      false,
      { NO_COLOR: '1', TERM: 'dumb' },
      'always',
      red,
    ],
    ['not with --color never, whatever the environment says', true, { FORCE_COLOR: '1' }, 'never', 'no'],
  ] as const)('is used %s', (_, isTerminal, env, choice, expected) => {
    expect(style(isTerminal, env, choice).bad('no')).toBe(expected);
  });
});

describe('width', () => {
  it.each([
    [100, 100],
    [20, 40],
    [300, 120],
    [0, 80],
  ])('a terminal of %i columns is written to in %i', (columns, expected) => {
    expect(style(true, {}, 'auto', columns).width).toBe(expected);
  });

  it('is 80 where there is no terminal', () => {
    expect(style(false).width).toBe(80);
  });
});

describe('glyphs', () => {
  it.each([
    ['in a UTF-8 locale', true, { LANG: 'de_DE.UTF-8' }, '✓'],
    ['when the first variable that is set says so', true, { LC_ALL: '', LC_CTYPE: 'C.utf8', LANG: 'C' }, '✓'],
    ['but not in the C locale', true, { LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, '+'],
    ['but not in the C locale of a pipe', false, { LANG: 'POSIX' }, '+'],
    ['in a pipe without a locale', false, {}, '✓'],
    ['but not on a terminal without a locale', true, {}, '+'],
    ['in the Windows Terminal', true, { WT_SESSION: 'x' }, '✓'],
    ['but not on a dumb terminal', true, { TERM: 'dumb', LANG: 'C.UTF-8' }, '+'],
  ] as const)('are Unicode %s', (_, isTerminal, env, expected) => {
    expect(style(isTerminal, env).glyphs.passed).toBe(expected);
  });
});

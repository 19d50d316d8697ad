import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, headedLines, padToWidth, wrap } from '../../../src/terminal/wrap.ts';

describe('wrap', () => {
  it('breaks at blanks', () => {
    expect(wrap('the quick brown fox', 10)).toEqual(['the quick', 'brown fox']);
  });

  it('counts the indent as part of the width', () => {
    expect(wrap('the quick brown fox', 11, 2)).toEqual(['  the quick', '  brown fox']);
  });

  it('keeps blanks within a line as they are', () => {
    expect(wrap('a  b   c', 5)).toEqual(['a  b', 'c']);
  });

  it('keeps line breaks', () => {
    expect(wrap('one\n\ntwo', 10, 1)).toEqual([' one', '', ' two']);
  });

  it('moves a long word to a line of its own before it breaks it', () => {
    expect(wrap('a abcdefgh', 8)).toEqual(['a', 'abcdefgh']);
  });

  it('breaks a word that no line can hold', () => {
    expect(wrap('see abcdefghij', 4)).toEqual(['see', 'abcd', 'efgh', 'ij']);
  });

  it('counts wide characters as two columns', () => {
    expect(wrap('漢字漢字', 5)).toEqual(['漢字', '漢字']);
  });

  it('keeps combining characters with the letter that they belong to', () => {
    expect(wrap('e\u{301}e\u{301}e\u{301}', 2)).toEqual(['e\u{301}e\u{301}', 'e\u{301}']);
  });

  it('never breaks a colour sequence, nor counts it', () => {
    expect(wrap('\u{1b}[31mabcd\u{1b}[39m', 2)).toEqual(['\u{1b}[31mab', 'cd\u{1b}[39m']);
  });

  it('breaks a word without end at once', () => {
    expect(wrap('漢'.repeat(50_000), 80).length).toBe(1250);
    expect(wrap('ab '.repeat(20_000), 80).length).toBe(741);
  });

  it('gives one empty line for empty text', () => {
    expect(wrap('', 10, 2)).toEqual(['']);
  });

  it('never makes a line wider than asked, and loses nothing but blanks and line breaks', () => {
    const printable = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '漢', 'é', '👍', '\n', '.') });
    fc.assert(
      fc.property(
        printable,
        fc.integer({ min: 6, max: 40 }),
        fc.integer({ min: 0, max: 4 }),
        (text, width, indent) => {
          const lines = wrap(text, width, indent);
          expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
          expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(/[ \n]/g, ''));
        },
      ),
    );
  });
});

describe('headedLines', () => {
  it('wraps the text under itself', () => {
    expect(headedLines('!', 'the quick brown fox', 12)).toEqual(['! the quick', '  brown fox']);
  });
});

describe('padToWidth', () => {
  it.each([
    ['漢', '漢  '],
    ['e\u{301}', 'e\u{301}   '],
    ['abcdef', 'abcdef'],
  ])('pads %s by what it takes on the terminal', (text, expected) => {
    expect(padToWidth(text, 4)).toBe(expected);
  });
});

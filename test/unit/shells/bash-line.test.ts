import { describe, expect, it } from 'vitest';
import { readBashLine } from '../../../src/shells/bash-line.ts';

describe('a half-typed line of bash', () => {
  it.each([
    ['jwtadm show ', ['jwtadm', 'show'], '', ''],
    ['jwtadm show ER', ['jwtadm', 'show'], 'ER', ''],
    ['jwtadm show  My\\ O', ['jwtadm', 'show'], 'My O', ''],
    ['jwtadm show "My O', ['jwtadm', 'show'], 'My O', '"'],
    ["jwtadm show 'My O", ['jwtadm', 'show'], 'My O', "'"],
    ['jwtadm show "My"\' O\'ne x', ['jwtadm', 'show', 'My One'], 'x', ''],
    ['jwtadm show "a\\"b\\$c\\d', ['jwtadm', 'show'], 'a"b$c\\d', '"'],
    ['jwtadm show "a\\', ['jwtadm', 'show'], 'a', '"'],
    ['jwtadm show a\\', ['jwtadm', 'show'], 'a', ''],
    ["jwtadm show '' x", ['jwtadm', 'show', ''], 'x', ''],
    ['jwtadm --config=a:b', ['jwtadm'], '--config=a:b', ''],
    ['jwtadm create < a.txt 2>&1 --us', ['jwtadm', 'create'], '--us', ''],
    ['jwtadm create <a.txt x', ['jwtadm', 'create'], 'x', ''],
    [
      'jwtadm edit $(touch x "y z") $HOME `a b` z',
      ['jwtadm', 'edit', '$(touch x "y z")', '$HOME', '`a b`'],
      'z',
      '',
    ],
    [
      'jwtadm edit --secret-file <(pass show x) -',
      ['jwtadm', 'edit', '--secret-file', '<(pass show x)'],
      '-',
      '',
    ],
    ['', [], '', ''],
  ] as const)('%s', (line, words, text, quote) => {
    expect(readBashLine(line)).toEqual({ words, last: { text, quote } });
  });
});

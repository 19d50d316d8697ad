import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../../src/domain/shell-word.ts';

describe('a word for a shell', () => {
  it('is left alone when a shell takes it as it is', () => {
    expect(shellWord('--secret-encoding')).toBe('--secret-encoding');
  });

  it('is read back by a shell as it was', () => {
    const words = fc.sample(
      fc.string({ unit: 'grapheme' }).filter((word) => !word.includes('\0')),
      100,
    );
    const script = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(
      words.map((word) => `${word}\0`).join(''),
    );
  });
});

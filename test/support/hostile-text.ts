import fc from 'fast-check';
import { hasUnprintable } from '../../src/domain/unprintable.ts';

/** Any text at all: every code point, lone surrogates, escape sequences, wide and combining characters. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom('\u{1b}[31m', '\u{9b}2J', '\r\n', '漢', 'e\u{301}', '\u{202e}', ' ', 'word', ','),
      {
        maxLength: 60,
      },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('__proto__', '\u{7}', '\u{e000}', '=1+1', '@SUM(1)', 'NO', '- a', '{', '"', "'", '#'),
);

/** What in an output could act on a terminal, line breaks and jwtadm's own colours apart. */
export function unprintableIn(output: string): boolean {
  return hasUnprintable(output.replaceAll('\n', '').replaceAll(/\u{1b}\[\d{1,2}m/gu, ''));
}

import fc from 'fast-check';

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

/**
 * First and last code points of the characters that may not reach a terminal raw: C0, DEL and C1, U+061C,
 * U+200B–200F, U+2028–202E, U+2060–2069, U+FEFF, the tag characters, and surrogates without their other half.
 */
const unprintableRanges = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x2069],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
  [0xd800, 0xdfff],
] as const;

const escaped = (codePoint: number) => `\\u{${codePoint.toString(16)}}`;

/** Written down anew, so that a mistake in the source is none here. */
const unprintable = new RegExp(
  `[${unprintableRanges.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('')}]`,
  'u',
);

/** What in an output could act on a terminal, line breaks and jwtadm's own colours apart. */
export function unprintableIn(output: string): boolean {
  return unprintable.test(output.replaceAll('\n', '').replaceAll(/\u{1b}\[\d{1,2}m/gu, ''));
}

/** Characters that take no column, or two, or belong to the one before them. */
const oddWidths = [
  '漢',
  'e\u{301}',
  '👍🏽',
  '🇩🇪',
  '\u{1100}\u{1161}',
  'ﾊﾞ',
  '\u{e33}',
  '\u{fe0f}',
  ' ',
  'word',
];

/**
 * So many texts of one to eight UTF-16 units of all Unicode, drawn anew for each seed: a third of the
 * characters are those that may not reach a terminal, a third take an odd width, and pairs of surrogates are
 * cut apart. They are chunks of one text, so that a million of them take a second.
 */
export function randomTexts(seed: number, count: number): string[] {
  const draw = randomNumbers(seed);
  const character = (): string => {
    const kind = draw(3);
    if (kind === 0) return String.fromCodePoint(draw(0x110000));
    if (kind === 1) return oddWidths[draw(oddWidths.length)] ?? '';
    const [first, last] = unprintableRanges[draw(unprintableRanges.length)] ?? [0, 0];
    return String.fromCodePoint(first + draw(last - first + 1));
  };
  const whole = Array.from({ length: 8 + count / 4 }, character).join('');
  return Array.from({ length: count }, () => {
    const start = draw(whole.length - 8);
    return whole.slice(start, start + 1 + draw(8));
  });
}

/** Draws whole numbers from 0 on, below a limit (xorshift32). */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed | 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

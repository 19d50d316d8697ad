import { describe, expect, it } from 'vitest';
import {
  allPassages,
  habitsIn,
  longSentencesIn,
  passagesOfCode,
  passagesOfDocument,
  sentencesOf,
} from '../../scripts/words.js';

/** Old habits that are allowed in a thousand words of each kind of text. */
const MAX_HABITS = 3;

/** The share of sentences in documents that may be longer than the limit. */
const MAX_LONG_SENTENCES = 0.05;

describe('the words that people read', () => {
  const passages = allPassages();

  it.each(['messages', 'comments', 'documents'] as const)('have few old habits in %s', (kind) => {
    const { perThousand, places } = habitsIn(passages.filter((passage) => passage.kind === kind));
    expect(perThousand[kind], places.join('\n')).toBeLessThanOrEqual(MAX_HABITS);
  });

  it('make short sentences in documents', () => {
    const { share, places } = longSentencesIn(passages);
    expect(share, places.join('\n')).toBeLessThanOrEqual(MAX_LONG_SENTENCES);
  });
});

describe('what the check of words reads', () => {
  const source = `// Told once.
const a = 'one-word', b = 'It stands here', c = \`for \${'a twin of'} it\`;
/** Anew. */
`;

  it('is every comment, and every string of more than one word, with its line', () => {
    const passages = passagesOfCode('x.ts', source).map(({ kind, line, text }) => [kind, line, text.trim()]);
    expect(passages).toEqual([
      ['comments', 1, 'Told once.'],
      ['messages', 2, "'It stands here'"],
      ['messages', 2, "'a twin of'"],
      ['comments', 3, 'Anew.'],
    ]);
  });

  it('is what no code, table or heading says in a document', () => {
    const text = '# Twins\n\nOne `twin`\nmore.\n- A [link](twin)\n\n```sh\ntwin\n```\n| twin |\n';
    const passages = passagesOfDocument('x.md', text).map(({ line, text: told }) => [line, told]);
    expect(passages).toEqual([
      [3, 'One code more.'],
      [5, 'A link'],
    ]);
  });

  it('counts each phrase in a thousand words and says where it is', () => {
    const { perThousand, places } = habitsIn(passagesOfCode('x.ts', source));
    expect(perThousand.comments).toBeCloseTo(1000 * (2 / 3));
    expect(places).toHaveLength(4);
    expect(places[0]).toMatch(/^x\.ts:1: "Told" → /);
  });

  it('takes abbreviations and numbers for no end of a sentence', () => {
    expect(sentencesOf('RFC 7519 §4.1.4 says so, e.g. here. Then this.')).toHaveLength(2);
  });
});

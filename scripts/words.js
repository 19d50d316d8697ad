// The words that the project does not use, each with a better one, and the length of sentences in documents.
// `npm run words` prints the figures for messages, comments and documents, and every place where a phrase is found.
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import jsTokens from 'js-tokens';

/** Phrases that are not used, and what to write instead. */
export const habits = [
  [/\blet (?:the |your )?issu\w+/gi, 'the issuing system must …'],
  [/\b(?:tells?|told|telling)\b/gi, 'report, say, show, notify'],
  [/\bmoments?\b/gi, 'time'],
  [/\b(?:stands?|stood|standing)\b/gi, 'is, contains, applies'],
  [/\b(?:some|no|any)body\b/gi, 'someone, no one, a user, or the passive'],
  [/\b(?:who|what|when|where)ever\b/gi, 'anyone who, anything that, if'],
  [/\bmend(?:s|ed|ing)?\b/gi, 'fix'],
  [/\b(?:that|those) of\b/gi, 'name the thing again'],
  [/\banew\b/gi, 'again'],
  [/\bonce more\b/gi, 'again, repeat'],
  [/\ball else\b/gi, 'everything else'],
  [/\btwins?\b/gi, 'duplicate'],
  [/\bare the (?:least|fewest|most)\b/gi, 'at least … are required'],
  [/\bto be had\b/gi, 'available, cannot be read'],
  [/\bjudg\w+/gi, 'evaluate, check'],
  [/\b(?:is|are|leads? to) none\b/gi, 'does not exist, is not one'],
  [/\b(?:takes?|took|taken) (?:away|out)\b/gi, 'remove'],
  [/\bbut for\b/gi, 'except'],
  [/\bof (?:no|little) use\b/gi, 'cannot be used'],
  [/\bin vain\b/gi, 'without effect'],
  [/\ball the same\b/gi, 'anyway'],
  [/\bfor ever\b/gi, 'forever, without end'],
  [/\bis meant\b/gi, 'name the thing'],
  [/\bdemand(?:s|ed)?\b/gi, 'require'],
  [/\bunseal\w*|\bseal(?:s|ed|ing)?\b/gi, 'encrypt, decrypt'],
];

/** The longest sentence of a document, in words. */
export const MAX_SENTENCE_WORDS = 30;

/** A text that people read: where it is, and its kind. */
/** @typedef {{ file: string, line: number, kind: 'messages' | 'comments' | 'documents', text: string }} Passage */

/** The files below some folders with one of these endings, as paths from the repository. */
function filesIn(folders, endings) {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter((file) => endings.some((ending) => file.endsWith(ending))),
  );
}

/** The comments of a source file, and its strings of more than one word. */
export function passagesOfCode(file, source) {
  /** @type {Passage[]} */
  const passages = [];
  let line = 1;
  for (const { type, value } of jsTokens(source)) {
    if (/Comment$/.test(type)) passages.push({ file, line, kind: 'comments', text: withoutMarks(value) });
    if (/^(?:StringLiteral|NoSubstitutionTemplate|Template)/.test(type) && /\p{L} +\p{L}/u.test(value)) {
      passages.push({ file, line, kind: 'messages', text: value });
    }
    line += value.split('\n').length - 1;
  }
  return passages;
}

function withoutMarks(comment) {
  return comment
    .replaceAll(/^\s*(?:\/\*\*?|\*\/|\*|\/\/)|\*\/$/gm, '')
    .replaceAll(/`[^`]*`|\{@\w+ [^}]*\}/g, 'code');
}

/** The paragraphs of a document: no code blocks, no tables, no generated pictures; code and links count as one word. */
export function passagesOfDocument(file, source) {
  /** @type {Passage[]} */
  const passages = [];
  let isCode = false;
  let isOpen = false;
  for (const [index, text] of source.split('\n').entries()) {
    if (/^\s*```/.test(text)) isCode = !isCode;
    const isProse = !isCode && /\S/.test(text) && !/^\s*(?:```|\||#|<|!\[|---)/.test(text);
    if (!isProse) isOpen = false;
    else if (isOpen && !/^\s*(?:[-*]|\d+\.) /.test(text)) passages.at(-1).text += ` ${plain(text)}`;
    else passages.push({ file, line: index + 1, kind: 'documents', text: plain(text) });
    isOpen = isProse;
  }
  return passages;
}

function plain(text) {
  return text
    .replaceAll(/`[^`]*`/g, 'code')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_]{1,2}/g, '')
    .replace(/^\s*(?:[-*>]|\d+\.)\s+/, '');
}

/** The sentences of a passage. */
export function sentencesOf(text) {
  return text
    .split(/(?<=[.!?:;])\s+(?=[\p{Lu}`"(]|code)|\s·\s/u)
    .filter((sentence) => /\p{L}/u.test(sentence));
}

function wordsIn(text) {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu)?.length ?? 0;
}

/** Every passage that people read, in source, scripts, tests' names and documents. */
export function allPassages() {
  const code = [...filesIn(['src', 'scripts', 'bench'], ['.ts', '.js', '.cjs']), 'bin/jwtadm.js'];
  const documents = [
    ...readdirSync('.').filter((name) => name.endsWith('.md')),
    ...filesIn(['docs'], ['.md']),
  ];
  return [
    ...code
      .filter((file) => !file.endsWith('scripts/words.js'))
      .flatMap((file) => passagesOfCode(file, readFileSync(file, 'utf8'))),
    ...documents.flatMap((file) => passagesOfDocument(file, readFileSync(file, 'utf8'))),
  ];
}

/** The old habits of some passages: how many in a thousand words of each kind, and where. */
export function habitsIn(passages) {
  const counts = { messages: [0, 0], comments: [0, 0], documents: [0, 0] };
  const places = [];
  for (const { file, line, kind, text } of passages) {
    counts[kind][1] += wordsIn(text);
    for (const [pattern, better] of habits) {
      for (const [phrase] of text.matchAll(pattern)) {
        counts[kind][0] += 1;
        places.push(`${file}:${line}: "${phrase}" → ${better}`);
      }
    }
  }
  const perThousand = Object.entries(counts).map(([kind, [found, words]]) => [
    kind,
    (1000 * found) / Math.max(words, 1),
  ]);
  return { perThousand: Object.fromEntries(perThousand), places };
}

/** The share of the sentences of documents that are too long, and where they are. */
export function longSentencesIn(passages) {
  const sentences = passages
    .filter(({ kind }) => kind === 'documents')
    .flatMap(({ file, line, text }) => sentencesOf(text).map((sentence) => ({ file, line, sentence })));
  const long = sentences.filter(({ sentence }) => wordsIn(sentence) > MAX_SENTENCE_WORDS);
  return {
    share: long.length / Math.max(sentences.length, 1),
    places: long.map(
      ({ file, line, sentence }) => `${file}:${line}: ${wordsIn(sentence)} words: ${sentence.slice(0, 60)}…`,
    ),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const passages = allPassages();
  const { perThousand, places } = habitsIn(passages);
  const { share, places: long } = longSentencesIn(passages);
  for (const place of [...places, ...long]) console.log(place);
  for (const [kind, figure] of Object.entries(perThousand)) {
    console.log(`${kind}: ${figure.toFixed(1)} old habits in a thousand words`);
  }
  console.log(
    `documents: ${(100 * share).toFixed(1)} % of the sentences have more than ${MAX_SENTENCE_WORDS} words`,
  );
}

/** The open quotation mark of an unfinished word. */
export type OpenQuote = '' | "'" | '"';

/** A line as bash splits it into words, with nothing expanded. */
export interface BashLine {
  /** The finished words, unquoted; redirections are left out. */
  readonly words: readonly string[];
  /** The word at the end, unquoted as far as it goes; empty after a blank. */
  readonly last: { readonly text: string; readonly quote: OpenQuote };
}

/** The parts of a line, each up to its own end or the end of the line. */
const parts = new RegExp(
  [
    /(?<blank>\s+)/,
    /'(?<single>[^']*)(?<singleEnd>'?)/,
    /"(?<double>(?:\\.|[^"\\])*)(?:\\$|(?<doubleEnd>"?))/,
    // Expansions are one part each, because blanks and quotes in them split nothing.
    /(?<expansion>[$<>]\([^)]*\)?|`[^`]*`?)/,
    /(?<redirection>(?:\d+|&)?[<>]+[&|]?)/,
    /\\(?<escaped>.?)/,
    /(?<plain>.)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gs',
);

/**
 * Reads a simple command up to the cursor. Expansions (`$x`, `$(…)`, `<(…)`) stay as they were typed:
 * completion must not run what the user is still typing.
 */
export function readBashLine(line: string): BashLine {
  const words: string[] = [];
  let word: string | undefined;
  let quote: OpenQuote = '';
  let isTarget = false;
  for (const { groups: part = {} } of line.matchAll(parts)) {
    if (part.blank === undefined && part.redirection === undefined) {
      word = (word ?? '') + unquoted(part);
      quote = part.singleEnd === '' ? "'" : part.double !== undefined && !part.doubleEnd ? '"' : '';
      continue;
    }
    if (word !== undefined && !isTarget) words.push(word);
    if (word !== undefined) isTarget = false;
    if (part.redirection !== undefined) isTarget = true;
    word = undefined;
  }
  return { words, last: { text: word ?? '', quote } };
}

function unquoted({ single, double, expansion, escaped, plain }: Record<string, string | undefined>): string {
  return single ?? double?.replaceAll(/\\(["$`\\])/g, '$1') ?? expansion ?? escaped ?? plain ?? '';
}

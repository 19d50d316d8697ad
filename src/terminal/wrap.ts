import stringWidth from 'string-width';

/** Text whose every character takes one column. */
const plain = /^[ -~]*$/;

/** A colour sequence, or anything else; a sequence has no width and is never cut. */
const colorOrText = /\u{1b}\[[\d;]*m|[^\u{1b}]+|\u{1b}/gu;

/** The columns that text takes on a terminal; colour takes none. */
export function displayWidth(text: string): number {
  // string-width is slow to load.
  return plain.test(text) ? text.length : stringWidth(text);
}

/** The text with blanks after it, so that it takes `width` columns at least. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/**
 * The lines of a text, broken at blanks so that none is wider than `width` columns, each with
 * `indent` blanks before it, which count. Line breaks in the text stay. A word that no line can
 * hold is broken between characters.
 */
export function wrap(text: string, width: number, indent = 0): string[] {
  const room = Math.max(1, width - indent);
  return text
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, room))
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line));
}

/** The lines of `head text`, the text wrapped under itself; the head is never broken. */
export function headedLines(head: string, text: string, width: number): string[] {
  const textAt = displayWidth(head) + 1;
  const [first = '', ...rest] = wrap(text, width - textAt);
  return [`${head} ${first}`, ...rest.map((line) => ' '.repeat(textAt) + line)];
}

function wrapParagraph(paragraph: string, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  let gap = '';
  for (const part of paragraph.split(/( +)/)) {
    if (part === '') continue;
    if (part.startsWith(' ')) {
      gap = part;
      continue;
    }
    const partWidth = displayWidth(part);
    if (lineWidth + gap.length + partWidth <= room) {
      line += gap + part;
      lineWidth += gap.length + partWidth;
    } else {
      if (line !== '') lines.push(line);
      const chunks = partWidth <= room ? [part] : breakWord(part, room);
      line = chunks.pop() ?? '';
      lineWidth = displayWidth(line);
      lines.push(...chunks);
    }
    gap = '';
  }
  return [...lines, line];
}

/** A word in chunks of at most `room` columns; a single character may be wider. */
function breakWord(word: string, room: number): string[] {
  const chunks: string[] = [];
  let chunk = '';
  // Added up: measuring the whole chunk again for each character would take minutes for a long word.
  let pieceWidth = 0;
  for (const unit of unbreakable(word)) {
    const unitWidth = displayWidth(unit);
    if (pieceWidth > 0 && pieceWidth + unitWidth > room) {
      chunks.push(chunk);
      chunk = '';
      pieceWidth = 0;
    }
    chunk += unit;
    pieceWidth += unitWidth;
  }
  return [...chunks, chunk];
}

/** Made when a word has to be broken: its data is slow to load. */
let graphemes: Intl.Segmenter | undefined;

function* unbreakable(word: string): Generator<string> {
  graphemes ??= new Intl.Segmenter();
  for (const [part] of word.matchAll(colorOrText)) {
    if (part.startsWith('\u{1b}')) yield part;
    else for (const { segment } of graphemes.segment(part)) yield segment;
  }
}

import type { ScreenCell, ScreenRow } from './terminal-screen.ts';
import { SESSION_COLUMNS } from './terminal-session.ts';

const CELL_WIDTH = 8.4;
const CELL_HEIGHT = 18;
const MARGIN = 16;
/** How far the foot of a letter is below the top of its row. */
const BASELINE = 13;

const FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";
const BACKGROUND = '#0d1117';
const FOREGROUND = '#e6edf3';
/** Black, red, green, yellow, blue, magenta, cyan, white; readable on the background, black too. */
const COLORS = ['#8b949e', '#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#56d4dd', '#e6edf3'];

/** Which edges of its cell a line of box drawing leads to from the middle: up, right, down, left. */
const LINES: Readonly<Record<string, string>> = {
  '─': 'RL',
  '━': 'RL',
  '│': 'UD',
  '┌': 'RD',
  '┐': 'DL',
  '└': 'UR',
  '┘': 'UL',
  '├': 'URD',
  '┤': 'UDL',
  '┬': 'RDL',
  '┴': 'URL',
  '┼': 'URDL',
};

/** Cells beside each other that are drawn as one. */
interface Run {
  readonly row: number;
  readonly column: number;
  readonly cell: ScreenCell;
  text: string;
  columns: number;
}

/**
 * A picture of a screen as an SVG document of its own: no font, style or picture from elsewhere. Every chunk of text
 * is fitted to its columns, and lines are drawn, so that all stays in place whatever font there is.
 */
export function pictureOf(rows: readonly ScreenRow[], title: string): string {
  const width = SESSION_COLUMNS * CELL_WIDTH + 2 * MARGIN;
  const height = rows.length * CELL_HEIGHT + 2 * MARGIN;
  const runs = rows.flatMap(({ cells }, row) => runsOf(cells, row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${BACKGROUND}" stroke="#30363d"/>`,
    ...drawnLines(runs.filter(({ cell }) => isLine(cell))),
    `<g font-family="${FONTS}" font-size="14">`,
    ...runs.filter(({ cell }) => !isLine(cell)).flatMap(writtenText),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function runsOf(cells: readonly ScreenCell[], row: number): Run[] {
  const runs: Run[] = [];
  let column = 0;
  for (const cell of cells) {
    const last = runs.at(-1);
    if (last && goesOn(last.cell, cell)) {
      last.text += cell.text;
      last.columns += cell.columns;
    } else {
      runs.push({ row, column, cell, text: cell.text, columns: cell.columns });
    }
    column += cell.columns;
  }
  return runs;
}

/** Other signs may come from another font: each is fitted to its own columns. */
function goesOn(one: ScreenCell, next: ScreenCell): boolean {
  const isOfKind = isAscii(one.text)
    ? isAscii(next.text)
    : LINES[one.text] === 'RL' && one.text === next.text;
  return isOfKind && painted('fill', one) === painted('fill', next) && one.isBold === next.isBold;
}

function isAscii(text: string): boolean {
  return /^[ -~]$/.test(text);
}

function isLine({ text }: ScreenCell): boolean {
  return Object.hasOwn(LINES, text);
}

function painted(attribute: 'fill' | 'stroke', { color, isDim }: ScreenCell): string {
  const shade = color === undefined ? FOREGROUND : COLORS[color % COLORS.length];
  return `${attribute}="${shade}"${isDim ? ' opacity="0.65"' : ''}`;
}

/** One path for all lines that look the same, so that they join without a seam. */
function drawnLines(runs: readonly Run[]): string[] {
  const paths = new Map<string, string>();
  for (const run of runs) {
    const look = `stroke-width="${run.cell.text === '━' ? 3 : 1.2}" ${painted('stroke', run.cell)}`;
    paths.set(look, (paths.get(look) ?? '') + strokes(run));
  }
  return [...paths].map(([look, path]) => `<path fill="none" stroke-linecap="square" ${look} d="${path}"/>`);
}

function strokes({ row, column, columns, cell }: Run): string {
  const edges = LINES[cell.text] ?? '';
  const [x, y] = [left(column), top(row)];
  const [middle, right] = [x + CELL_WIDTH / 2, x + columns * CELL_WIDTH];
  const [center, bottom] = [y + CELL_HEIGHT / 2, y + CELL_HEIGHT];
  const from = edges.includes('L') ? x : middle;
  const to = edges.includes('R') ? right : middle;
  const start = edges.includes('U') ? y : center;
  const end = edges.includes('D') ? bottom : center;
  const across = from < to ? `M${short(from)} ${center}H${short(to)}` : '';
  return across + (start < end ? `M${short(middle)} ${start}V${end}` : '');
}

/** The words of a run; more than one blank between them is left out, since a document would not keep it. */
function writtenText({ row, column, text, columns, cell }: Run): string[] {
  const weight = cell.isBold ? ' font-weight="bold"' : '';
  const write = (words: string, from: number, length: number) =>
    `<text x="${short(left(from))}" y="${top(row) + BASELINE}" textLength="${short(length * CELL_WIDTH)}" lengthAdjust="spacingAndGlyphs" ${painted('fill', cell)}${weight}>${escapeXml(words)}</text>`;
  if (!isAscii(cell.text)) return [write(text, column, columns)];
  return [...text.matchAll(/[^ ]+(?: [^ ]+)*/g)].map(({ 0: words, index }) =>
    write(words, column + index, words.length),
  );
}

function left(column: number): number {
  return MARGIN + column * CELL_WIDTH;
}

function top(row: number): number {
  return MARGIN + row * CELL_HEIGHT;
}

function short(length: number): string {
  return String(Math.round(length * 10) / 10);
}

/** Text for an XML document, which knows neither control characters nor halves of a pair (XML 1.0 §2.2). */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\u{0}-\u{8}\u{b}\u{c}\u{e}-\u{1f}\u{d800}-\u{dfff}\u{fffe}\u{ffff}]/gu, '\u{fffd}');
}

import xterm from '@xterm/headless';
import { SESSION_COLUMNS } from './terminal-session.ts';

/** What stands in one place of a screen: a character with what combines with it, one or two columns wide. */
export interface ScreenCell {
  readonly text: string;
  readonly columns: number;
  /** Of the terminal's sixteen; undefined is its usual one. */
  readonly color: number | undefined;
  readonly isBold: boolean;
  readonly isDim: boolean;
}

/** A row of a screen, without the blanks at the end of its line. */
export interface ScreenRow {
  readonly cells: readonly ScreenCell[];
  /** Whether it only goes on with the row above, which was too long for the screen. */
  readonly isContinued: boolean;
}

/** What a terminal shows once it was sent a text, from the first row to the last that is not blank. */
export async function screenOf(output: string): Promise<ScreenRow[]> {
  const terminal = new xterm.Terminal({ cols: SESSION_COLUMNS, scrollback: 10_000, allowProposedApi: true });
  await new Promise<void>((done) => terminal.write(output, done));
  const buffer = terminal.buffer.active;
  const rows = Array.from({ length: buffer.length }, (_, index) =>
    rowOf(buffer.getLine(index), buffer.getLine(index + 1)),
  );
  terminal.dispose();
  return rows.slice(0, rows.findLastIndex(({ cells }) => cells.length > 0) + 1);
}

/** What the rows say, a line each; those that the screen was too narrow for are one line again. */
export function textOf(rows: readonly ScreenRow[]): string {
  return rows.reduce((text, { cells, isContinued }, index) => {
    const line = cells.map((cell) => cell.text).join('');
    return index === 0 || isContinued ? text + line : `${text}\n${line}`;
  }, '');
}

type Line = NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>;
type Cell = NonNullable<ReturnType<Line['getCell']>>;

function rowOf(line: Line | undefined, next: Line | undefined): ScreenRow {
  if (!line) return { cells: [], isContinued: false };
  const cells = Array.from({ length: line.length }, (_, column) => line.getCell(column))
    // The second half of a wide character has no width of its own.
    .filter((cell) => cell !== undefined && cell.getWidth() > 0)
    .map((cell) => cellOf(cell as Cell));
  const length = next?.isWrapped ? cells.length : cells.findLastIndex(({ text }) => text !== ' ') + 1;
  return { cells: cells.slice(0, length), isContinued: line.isWrapped };
}

function cellOf(cell: Cell): ScreenCell {
  const isPlain = cell.isBgDefault() && !cell.isInverse() && !cell.isUnderline() && !cell.isItalic();
  const isOfPalette = cell.isFgDefault() || (cell.isFgPalette() && cell.getFgColor() < 16);
  if (!isPlain || !isOfPalette) throw new Error('only the sixteen colours, bold and dim are known here');
  return {
    text: cell.getChars() || ' ',
    columns: cell.getWidth(),
    color: cell.isFgDefault() ? undefined : cell.getFgColor(),
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
  };
}

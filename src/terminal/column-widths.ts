import { displayWidth } from './wrap.ts';

/** A heading and rows of as many cells each, safe to show and without line breaks. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The width of each column so that all of them take `room` columns together: their natural widths,
 * or narrower ones, the widest first, at which cells wrap between words. Undefined when words would
 * have to be broken.
 */
export function columnWidths({ head, rows }: Table, room: number): number[] | undefined {
  const columns = head.map((title, index) => [title, ...rows.map((row) => row[index] ?? '')]);
  const widths = columns.map((cells) => widest(cells));
  const floors = columns.map((cells) => widest(cells.flatMap((cell) => cell.split(' '))));
  let excess = widths.reduce((sum, width) => sum + width, 0) - room;
  for (; excess > 0; excess -= 1) {
    const shrinkable = widths.map((width, index) => (width > (floors[index] ?? 0) ? width : -1));
    const widestOfAll = Math.max(...shrinkable);
    if (widestOfAll === -1) return undefined;
    widths[shrinkable.lastIndexOf(widestOfAll)] = widestOfAll - 1;
  }
  return widths;
}

/** The widths at which nothing wraps, however much room that takes. */
export function naturalWidths(table: Table): number[] {
  return columnWidths(table, Number.POSITIVE_INFINITY) ?? [];
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, displayWidth(text)), 1);
}

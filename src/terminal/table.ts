import type { Table } from './column-widths.ts';
import type { Style } from './style.ts';
import { padToWidth, wrap } from './wrap.ts';

/** Replaces one column of a cell's text while the borders are drawn. */
const STAND_IN = '\u{e000}';

/** A table with borders, its cells wrapped to the widths of their columns. */
export async function borderedTable(table: Table, widths: readonly number[], style: Style): Promise<string> {
  const { default: CliTable } = await import('cli-table3');
  const head = cellLines(table.head, widths);
  const rows = table.rows.map((row) => cellLines(row, widths));
  // cli-table3 measures several scripts (Thai, Tamil, Hangul jamo) wrongly: it draws placeholders
  // of the right width, which the texts then replace.
  const standIns = (lines: readonly unknown[]) =>
    widths.map((width) => lines.map(() => STAND_IN.repeat(width)).join('\n'));
  const drawing = new CliTable({
    head: standIns(head),
    // Without these it would choose colours itself.
    style: { head: [], border: [], compact: true },
    ...(style.glyphs.border && { chars: style.glyphs.border }),
  });
  drawing.push(...rows.map(standIns));
  const texts = [...head.map((line) => line.map(style.bold)), ...rows.flat()].flat().values();
  return `${drawing.toString().replace(/\u{e000}+/gu, () => texts.next().value ?? '')}\n`;
}

/** A table without borders: aligned columns, two blanks between them. */
export function plainTable(table: Table, widths: readonly number[], style: Style): string {
  const text = (cells: readonly string[]) =>
    cellLines(cells, widths).map((line) => line.join('  ').trimEnd());
  const lines = [...text(table.head).map(style.bold), ...table.rows.flatMap(text)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The lines of a row, each with a chunk of every cell, padded to the column. */
function cellLines(cells: readonly string[], widths: readonly number[]): string[][] {
  const wrapped = cells.map((cell, column) => wrap(cell, widths[column] ?? 1));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    wrapped.map((lines, column) => padToWidth(lines[line] ?? '', widths[column] ?? 1)),
  );
}

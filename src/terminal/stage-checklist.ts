import { type StageResult, stages } from '../domain/finding.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Verification } from '../domain/verification.ts';
import type { Style } from './style.ts';
import { displayWidth, padToWidth } from './wrap.ts';

const INDENT = '  ';
const GAP = '   ';

/** The stages of a login and how each went, in as few rows as the width allows, read row by row. */
export function stageChecklist(results: Verification['stages'], style: Style): string[] {
  const cells = stages.map((stage) => paintedCell(stage, results[stage], style));
  const perRow = [8, 4, 3, 2].find((count) => rowWidth(cells, count) <= style.width) ?? 1;
  const widths = columnWidths(cells, perRow);
  const rows = Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) =>
    cells.slice(row * perRow, (row + 1) * perRow),
  );
  return rows.map((row) => {
    const padded = row.map((cell, column) => padToWidth(cell, widths[column] ?? 0));
    return (INDENT + padded.join(GAP)).trimEnd();
  });
}

function paintedCell(stage: string, result: StageResult, style: Style): string {
  const { passed, failed, skipped } = style.glyphs;
  switch (result) {
    case 'passed':
      return `${style.good(passed)} ${stage} passed`;
    case 'failed':
      return `${style.bad(failed)} ${stage} ${style.bad('failed')}`;
    case 'skipped':
      return style.dim(`${skipped} ${stage} skipped`);
    default:
      return unreachable(result);
  }
}

function rowWidth(cells: readonly string[], perRow: number): number {
  const widths = columnWidths(cells, perRow);
  return INDENT.length + widths.reduce((sum, width) => sum + width, 0) + GAP.length * (perRow - 1);
}

function columnWidths(cells: readonly string[], perRow: number): number[] {
  return Array.from({ length: perRow }, (_, column) =>
    Math.max(0, ...cells.filter((_, index) => index % perRow === column).map(displayWidth)),
  );
}

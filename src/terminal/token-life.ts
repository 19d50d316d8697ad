import { type EpochSeconds, toIsoSeconds } from '../domain/instant.ts';
import { lifeColumns } from './life-columns.ts';
import type { LifeMoments } from './life-moments.ts';
import type { Style } from './style.ts';

/** A time with its column on the line. */
interface Mark {
  readonly label: string;
  readonly at: EpochSeconds;
  readonly column: number;
}

const INDENT = '  ';

/**
 * A token's life as one line from its first time to its last with now marked, and below it the
 * names of the times, each at its place. Empty for a token without any times.
 */
export function tokenLife(moments: LifeMoments, style: Style): string[] {
  const named = Object.entries(labels).flatMap(([key, label]) => {
    const at = moments[key as keyof LifeMoments];
    return at === undefined ? [] : [{ label, at }];
  });
  if (named.length < 2) return [];
  const sorted = named.sort((one, other) => one.at - other.at);
  const room = style.width - 2 * INDENT.length;
  const { columns, breakAt } = lifeColumns(
    sorted.map(({ at }) => at),
    moments.now,
    room,
  );
  const marks = sorted.map((moment, index) => ({ ...moment, column: columns[index] ?? 0 }));
  return [lifeLine(marks, breakAt, style), ...labelRows(marks, room, style)].map((line) => INDENT + line);
}

const labels: Readonly<Record<keyof LifeMoments, string>> = {
  issued: 'issued',
  notBefore: 'not before',
  now: 'now',
  expires: 'expires',
  exp: 'exp',
};

function lifeLine(marks: readonly Mark[], breakAt: number | undefined, style: Style): string {
  const { glyphs } = style;
  const usable = usableColumns(marks);
  const ofToken = marks.filter(({ label }) => label !== labels.now);
  const first = ofToken[0]?.column ?? 0;
  const last = ofToken.at(-1)?.column ?? 0;
  const nowAt = marks.find(({ label }) => label === labels.now)?.column;
  const length = (marks.at(-1)?.column ?? 0) + 1;
  const cells = Array.from({ length }, (_, column): [glyph: string, paint: (text: string) => string] => {
    const isUsable = column >= usable.from && column <= usable.to;
    const paint = isUsable ? style.good : style.dim;
    if (column === nowAt) return [glyphs.lifeNow, style.bold];
    if (marks.some((mark) => mark.column === column)) {
      const isStart = column === first && (first !== last || usable.to !== column);
      return [isStart ? glyphs.lifeStart : column === last ? glyphs.lifeEnd : glyphs.lifeTick, paint];
    }
    if (column === breakAt) return [glyphs.lifeBreak, style.dim];
    if (isUsable) return [glyphs.lifeUsable, paint];
    return [column > first && column < last ? glyphs.lifeUnusable : glyphs.lifeOutside, paint];
  });
  return paintRuns(cells);
}

/** From where to where the token is good; nowhere when it does not end, or ends before it begins. */
function usableColumns(marks: readonly Mark[]): { from: number; to: number } {
  const beginnings = marks.filter(({ label }) => label === labels.issued || label === labels.notBefore);
  const to = marks.find(({ label }) => label === labels.expires)?.column ?? -1;
  return { from: Math.max(0, ...beginnings.map(({ column }) => column)), to };
}

/** Each stretch of one colour is painted at once. */
function paintRuns(cells: readonly (readonly [glyph: string, paint: (text: string) => string])[]): string {
  let line = '';
  let run = '';
  cells.forEach(([glyph, paint], index) => {
    run += glyph;
    if (cells[index + 1]?.[1] === paint) return;
    line += paint(run);
    run = '';
  });
  return line;
}

/** The names and times below the line, each in the first row that has room for it at its mark. */
function labelRows(marks: readonly Mark[], room: number, style: Style): string[] {
  const rows: { text: string; end: number }[] = [];
  for (const { label, at, column } of marks) {
    const moment = toIsoSeconds(at);
    const width = label.length + 1 + moment.length;
    const start = column + width <= room ? column : Math.max(0, Math.min(column + 1, room) - width);
    const free = rows.find(({ end }) => end === 0 || end + 2 <= start) ?? { text: '', end: 0 };
    if (free.end === 0) rows.push(free);
    free.text += `${' '.repeat(start - free.end)}${label} ${style.dim(moment)}`;
    free.end = start + width;
  }
  return rows.map(({ text }) => text);
}

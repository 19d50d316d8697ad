import type { EpochSeconds } from '../domain/instant.ts';

/** The line is broken when the times of the token would take less of it than this. */
const LEAST_SHARE = 0.25;

/** The part that they take of a broken line. */
const BROKEN_SHARE = 0.6;

/** The least distance of different times, so that their order is visible. */
const LEAST_GAP = 2;

/**
 * The columns, from 0 to `room` − 1, of sorted times, one of which is now. They are
 * to scale; only when now is so far from the token's times that these would shrink to nothing is
 * the line broken, and `breakAt` says in which column.
 */
export function lifeColumns(
  moments: readonly EpochSeconds[],
  now: EpochSeconds,
  room: number,
): { columns: number[]; breakAt: number | undefined } {
  const first = moments[0] ?? now;
  const last = moments.at(-1) ?? now;
  const others = moments.filter((at) => at !== now);
  const from = others[0] ?? now;
  const to = others.at(-1) ?? now;
  const share = (to - from) / (last - first);
  const isBroken = to > from && share < LEAST_SHARE;
  const end = room - 1;
  const lifeEnd = Math.floor(end * BROKEN_SHARE);
  const isNowLast = now > to;
  const columnOf = (at: EpochSeconds): number => {
    if (!isBroken) return last === first ? 0 : Math.round(((at - first) / (last - first)) * end);
    if (at === now) return isNowLast ? end : 0;
    const offset = isNowLast ? 0 : end - lifeEnd;
    return offset + Math.round(((at - from) / (to - from)) * lifeEnd);
  };
  const columns = spread(moments.map(columnOf), moments, end);
  const gapMiddle = isNowLast ? Math.round((lifeEnd + end) / 2) : Math.round((end - lifeEnd) / 2);
  return { columns, breakAt: isBroken ? gapMiddle : undefined };
}

/** Separates different times that rounding put into one column, to the right, then back from the end. */
function spread(columns: readonly number[], moments: readonly EpochSeconds[], end: number): number[] {
  const gaps = moments.map((at, index) => (index === 0 || at === moments[index - 1] ? 0 : LEAST_GAP));
  const pulled: number[] = [];
  for (const [index, column] of columns.entries()) {
    pulled.push(Math.max(column, (pulled[index - 1] ?? 0) + (gaps[index] ?? 0)));
  }
  for (let index = pulled.length - 1, most = end; index >= 0; index -= 1) {
    pulled[index] = Math.min(pulled[index] ?? 0, most);
    most = (pulled[index] ?? 0) - (gaps[index] ?? 0);
  }
  return pulled;
}

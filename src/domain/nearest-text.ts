import { distance } from 'fastest-levenshtein';

/** A text that is more edits away is another one. */
const MOST_EDITS = 3;

/**
 * The candidate nearest to a text by edits, case aside; undefined when none is near: within three
 * edits and two fifths of the longer one's length.
 */
export function nearestText(text: string, candidates: readonly string[]): string | undefined {
  const folded = text.toLowerCase();
  const [nearest] = candidates
    // Before anything is compared, because what was typed may be very long.
    .filter(({ length }) => Math.abs(length - text.length) <= MOST_EDITS)
    .map((candidate) => ({ candidate, edits: edits(folded, candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  if (!nearest) return undefined;
  const longest = Math.max(text.length, nearest.candidate.length);
  return nearest.edits <= Math.min(MOST_EDITS, longest * 0.4) ? nearest.candidate : undefined;
}

/** The edits between two texts; two neighbours in each other's place are one. */
function edits(one: string, other: string): number {
  return isSwap(one, other) ? 1 : distance(one, other);
}

/** Whether two neighbours in each other's place are all that differs. */
function isSwap(one: string, other: string): boolean {
  if (one === other || one.length !== other.length) return false;
  let at = 0;
  while (one[at] === other[at]) at += 1;
  return one.slice(0, at) + (one[at + 1] ?? '') + one[at] + one.slice(at + 2) === other;
}

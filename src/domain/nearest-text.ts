import { distance } from 'fastest-levenshtein';

/** The edits between two texts; two neighbours in each other's place are one. */
function edits(one: string, other: string): number {
  const isSwap = [...one].some((_, at) => {
    const swapped = one.slice(0, at) + (one[at + 1] ?? '') + one[at] + one.slice(at + 2);
    return swapped === other;
  });
  return isSwap ? 1 : distance(one, other);
}

/**
 * The candidate nearest to a text by edits, case aside; undefined when none is near: within three
 * edits and two fifths of the longer one's length.
 */
export function nearestText(text: string, candidates: readonly string[]): string | undefined {
  const folded = text.toLowerCase();
  const [nearest] = candidates
    .map((candidate) => ({ candidate, edits: edits(folded, candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  if (!nearest) return undefined;
  const longest = Math.max(folded.length, nearest.candidate.length);
  return nearest.edits <= 3 && nearest.edits <= longest * 0.4 ? nearest.candidate : undefined;
}

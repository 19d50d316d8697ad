import { distance } from 'fastest-levenshtein';

/**
 * The candidate that somebody most likely meant: the nearest by edits, or the one that begins with
 * what was typed. Undefined when nothing is near, so that a secret in the wrong place gets no echo.
 */
export function didYouMean(typed: string, candidates: readonly string[]): string | undefined {
  const folded = typed.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(folded, candidate.toLowerCase()) }))
    .sort((one, other) => one.edits - other.edits);
  const [nearest] = ranked;
  if (!nearest) return undefined;
  const longest = Math.max(folded.length, nearest.candidate.length);
  if (nearest.edits <= 3 && nearest.edits <= longest * 0.4) return nearest.candidate;
  return folded.length < 3
    ? undefined
    : candidates.find((candidate) => candidate.toLowerCase().startsWith(folded));
}

import { nearestText } from '../../domain/nearest-text.ts';

/**
 * The candidate that somebody most likely meant: the nearest by edits, or the one that begins with
 * what was typed. Undefined when nothing is near, so that a secret in the wrong place gets no echo.
 */
export function didYouMean(typed: string, candidates: readonly string[]): string | undefined {
  const nearest = nearestText(typed, candidates);
  if (nearest !== undefined || typed.length < 3) return nearest;
  return candidates.find((candidate) => candidate.toLowerCase().startsWith(typed.toLowerCase()));
}

import { nearestText } from '../../domain/nearest-text.ts';

/**
 * The candidate that was most likely meant: the nearest by edits, or the one that begins with
 * what was typed. Undefined when nothing is near, so that a secret in the wrong place gets no echo.
 */
export function didYouMean(typed: string, candidates: readonly string[]): string | undefined {
  const nearest = nearestText(typed, candidates);
  if (nearest !== undefined || typed.length < 3) return nearest;
  return candidates.find((candidate) => candidate.toLowerCase().startsWith(typed.toLowerCase()));
}

/** The same as a question; undefined when nothing is near. */
export function suggestion(typed: string, candidates: readonly string[]): string | undefined {
  const nearest = didYouMean(typed, candidates);
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}

/** A fault with that question behind it, where something is near. */
export function withSuggestion(fault: string, typed: unknown, candidates: readonly string[]): string {
  const question = typeof typed === 'string' ? suggestion(typed, candidates) : undefined;
  return question === undefined ? fault : `${fault}; ${question}`;
}

/** The fault of a flag whose value is not one of the allowed words. */
export function notOneOf(flag: string, allowed: readonly string[]): string {
  return `${flag} must be one of ${allowed.join(', ')}`;
}

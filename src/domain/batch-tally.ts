import type { Difference } from './expectation.ts';

/** The results of the lines of a batch, or of a part of it. */
export interface BatchTally {
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that could not be evaluated. */
  readonly failed: number;
  /** Lines that say what they expect. */
  readonly expecting: number;
  /** Evaluated lines that are not as they expect, or are rejected and expect nothing. */
  readonly unexpected: number;
  /** How many lines each diagnosis code was reported for. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first lines that were unexpected or could not be evaluated; few of many. */
  readonly examples: readonly LineExample[];
}

/** A line that was unexpected or could not be evaluated, and why. */
export type LineExample = { readonly line: number } & (
  | { readonly kind: 'rejected'; readonly codes: readonly string[] }
  | { readonly kind: 'not as expected'; readonly differences: readonly Difference[] }
  | { readonly kind: 'not evaluated'; readonly message: string }
);

/** How the lines of a batch were evaluated, or those of a part of it. */
export interface BatchTally {
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that could not be evaluated. */
  readonly failed: number;
  /** Lines that say what they expect. */
  readonly expecting: number;
  /** Evaluated lines that are not as they expect, or are rejected and expect nothing. */
  readonly unexpected: number;
  /** How many lines each diagnosis code was said of. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first lines that were unexpected or could not be evaluated; few of many. */
  readonly examples: readonly LineExample[];
}

export interface LineExample {
  readonly line: number;
  /** The errors of a rejected token, what differs from what was expected, or why the line could not be evaluated. */
  readonly reasons: readonly string[];
}

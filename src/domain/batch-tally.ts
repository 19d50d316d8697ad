/** How the lines of a batch were judged, or those of a part of it. */
export interface BatchTally {
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that could not be judged. */
  readonly failed: number;
  /** Lines that say what they expect. */
  readonly expecting: number;
  /** Judged lines that are not as they expect, or are rejected and expect nothing. */
  readonly unexpected: number;
  /** How many lines each diagnosis code was said of. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first lines that were unexpected or could not be judged; few of many. */
  readonly examples: readonly LineExample[];
}

export interface LineExample {
  readonly line: number;
  /** The errors of a rejected token, what differs from what was expected, or why the line could not be judged. */
  readonly reasons: readonly string[];
}

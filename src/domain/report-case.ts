import type { Severity } from './finding.ts';

/** What became of a case. What cannot be evaluated, such as a line that is not JSON, has neither passed nor failed. */
export type Outcome = 'passed' | 'failed' | 'not evaluated';

/** One thing that was put to the test, for every form of report; nothing in it is escaped yet. */
export interface ReportCase {
  /** What was tested: `ERP`, `line 12 (ERP)`, `(store)`. */
  readonly name: string;
  /** Its line in the report's file, from 1; undefined when it has no line. */
  readonly line: number | undefined;
  readonly outcome: Outcome;
  /** What the report says about it; for a case that passed, warnings. */
  readonly remarks: readonly Remark[];
}

/** A thing that is wrong, or worth a warning. */
export interface Remark {
  /** A diagnosis code, or another word that names its kind for good. */
  readonly code: string;
  readonly severity: Severity;
  /** A headline without the name of the case. */
  readonly title: string;
  /** What is wrong in the first line, then what to do about it. */
  readonly lines: readonly string[];
}

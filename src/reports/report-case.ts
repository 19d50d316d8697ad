import type { CodeInfo, Severity } from '../domain/finding.ts';
import type { EpochSeconds } from '../domain/instant.ts';

/** What became of a case. What cannot be evaluated, such as a line that is not JSON, has neither passed nor failed. */
export type Outcome = 'passed' | 'failed' | 'not evaluated';

/** One thing that was put to the test, for every form of report; nothing in it is escaped yet. */
export interface ReportCase {
  /** What was tested: `ERP`, `line 12 (ERP)`, `(store)`. */
  readonly name: string;
  /** The line of the report's file where it stands, from 1; undefined where there is none. */
  readonly line: number | undefined;
  readonly outcome: Outcome;
  /** What is to be told of it; of a case that passed, warnings. */
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

/** What a whole report is about. */
export interface ReportSubject {
  readonly command: 'verify' | 'check';
  /** When the report was made. */
  readonly at: EpochSeconds;
  /** The file in which the cases stand, as CI names it; undefined where they stand in none. */
  readonly file: string | undefined;
  /** All that can be found, for the forms that tell it. */
  readonly rules: readonly Omit<CodeInfo, 'stage'>[];
}

/** Writes a report of one form, case by case; what each call returns stands behind what was returned before. */
export interface ReportWriter {
  /** The text by which every report of the form begins. */
  readonly beginning: string;
  add(each: ReportCase): string;
  /** Ends it; `closing` sums up in a sentence. */
  end(closing: string): string;
}

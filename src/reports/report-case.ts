import type { Severity } from '../domain/finding.ts';
import type { EpochSeconds } from '../domain/instant.ts';

/** The result of a case. A line that cannot be evaluated, such as broken JSON, has neither passed nor failed. */
export type Outcome = 'passed' | 'failed' | 'not evaluated';

/** One thing that was tested, for every format of report; not yet escaped. */
export interface ReportCase {
  /** What was tested: `ERP`, `line 12 (ERP)`, `(store)`. */
  readonly name: string;
  /** Its line in the file of the report, from 1; undefined without a file. */
  readonly line: number | undefined;
  readonly outcome: Outcome;
  /** Its findings; only warnings if the case passed. */
  readonly remarks: readonly Remark[];
}

/** An error or a warning. */
export interface Remark {
  /** A diagnosis code, or another stable name of its kind. */
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
  /** The file that contains the cases, as CI names it; undefined if there is none. */
  readonly file: string | undefined;
  /** Everything that can be found, for the formats that list their rules. */
  readonly rules: readonly ReportRule[];
}

/** A kind of finding. */
export interface ReportRule {
  readonly code: string;
  readonly severity: Severity;
  readonly issue: string;
  readonly cause: string;
  readonly solution: string;
}

/** Writes a report of one format, case by case; the report is everything that the calls return, in order. */
export interface ReportWriter {
  /** The text that every report of the format starts with. */
  readonly beginning: string;
  add(each: ReportCase): string;
  /** Ends it; `closing` is a sentence that summarizes it. */
  end(closing: string): string;
}

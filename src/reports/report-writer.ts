import type { CodeInfo } from '../domain/finding.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { ReportCase } from '../domain/report-case.ts';

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

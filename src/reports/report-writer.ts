import type { CodeInfo } from '../domain/finding.ts';
import type { EpochSeconds } from '../domain/instant.ts';
import type { ReportCase } from '../domain/report-case.ts';

/** What a whole report is about. */
export interface ReportSubject {
  readonly command: 'verify' | 'check';
  /** When the report was made. */
  readonly at: EpochSeconds;
  /** The file that contains the cases, as CI names it; undefined if they are not in a file. */
  readonly file: string | undefined;
  /** All codes that can be reported, for the forms that list them. */
  readonly rules: readonly Omit<CodeInfo, 'stage'>[];
}

/** Writes a report of one form, case by case. Each call returns the text to append to the report. */
export interface ReportWriter {
  /** The text by which every report of the form begins. */
  readonly beginning: string;
  add(each: ReportCase): string;
  /** Ends it; `closing` sums up in a sentence. */
  end(closing: string): string;
}

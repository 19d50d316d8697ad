import type { Command } from 'commander';
import { Problem } from '../../problem.ts';
import { type FileForm, formOfFile, type ReportForm, reportEndings } from '../../reports/report-forms.ts';
import { choosing } from '../line/choosing.ts';
import { oneOf } from '../line/global-options.ts';
import { repeatable } from './field-flags.ts';

/** How a command writes what it found: for people, as JSON, or as a report for CI. */
export type OutputFormat = 'text' | 'json' | ReportForm;

/** What is written, and where. */
export interface ReportOptions {
  /** What goes to stdout. */
  readonly output: OutputFormat;
  /** Files that are written beside it. */
  readonly reports: readonly ReportRequest[];
}

/** A file to write, and its form. */
export interface ReportRequest {
  readonly path: string;
  readonly form: FileForm;
}

/** What a command that writes no reports is asked for. */
export const plainOutput: ReportOptions = { output: 'text', reports: [] };

/** Whether a format is a report for CI. */
export function isReport(output: OutputFormat): output is ReportForm {
  return output !== 'text' && output !== 'json';
}

/** Whether any report is to be written. */
export function wantsReports({ output, reports }: ReportOptions): boolean {
  return isReport(output) || reports.length > 0;
}

/** The flags as they were typed. */
export interface ReportFlags {
  readonly output?: string;
  readonly json?: boolean;
  readonly report?: readonly string[];
}

/** Declares `-o` and `--report`; the formats are all that the command can write. */
export function declareReportFlags(command: Command, formats: readonly OutputFormat[]): Command {
  return command
    .addOption(choosing('-o, --output <format>', `${formats.join(', ')} (default: text)`, formats))
    .addOption(
      repeatable('--report <file>', `write a report, too: its form by its ending, ${endingsOf(formats)}`),
    );
}

/** Reads them; throws a usage Problem. */
export function readReportFlags(flags: ReportFlags, formats: readonly OutputFormat[]): ReportOptions {
  if (flags.json && (flags.output ?? 'json') !== 'json') {
    throw new Problem('usage', '--json and another format of -o exclude each other');
  }
  return {
    output: oneOf('-o', flags.json ? 'json' : (flags.output ?? 'text'), formats),
    reports: (flags.report ?? []).map((path) => ({ path, form: readForm(path, formats) })),
  };
}

function readForm(path: string, formats: readonly OutputFormat[]): FileForm {
  const form = formOfFile(path);
  if (form !== undefined && formats.includes(form)) return form;
  throw new Problem(
    'usage',
    '--report must name a file whose ending says its form',
    `it can end in ${endingsOf(formats)}`,
  );
}

/** The endings of the forms that there are: `.xml (junit), .sarif (sarif)`. */
function endingsOf(formats: readonly OutputFormat[]): string {
  return reportEndings
    .filter(([, form]) => formats.includes(form))
    .map(([ending, form]) => `${ending} (${form})`)
    .join(', ');
}

import { resolve } from 'node:path';
import type { Context } from '../../context.ts';
import type { ReportCase } from '../../domain/report-case.ts';
import { describeSystemError, systemCode } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';
import type { ReportSubject, ReportWriter } from '../../reports/report-writer.ts';
import type { ReportFiles } from '../../usecases/ports.ts';
import { isReport, type ReportOptions, type ReportRequest, wantsReports } from '../flags/report-flags.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { warn } from './notes.ts';

/** All the reports of a run; each of them gets every case. */
export interface Reports {
  /** Throws a usage Problem when a file cannot be written on. */
  add(each: ReportCase): void;
  /** Ends all of them with a sentence that sums up, and puts files in their places; throws a usage Problem. */
  finish(closing: string): void;
  /** Leaves nothing of what is not finished. */
  abandon(): void;
}

type About = Omit<ReportSubject, 'at'>;

/** Writes reports that are known as a whole; throws a usage Problem, none of them being on stdout by then. */
export async function writeReports(
  context: Context,
  options: GlobalOptions & ReportOptions,
  about: About,
  content: { readonly cases: readonly ReportCase[]; readonly closing: string },
): Promise<void> {
  const reports = await openReports(context, options, about);
  try {
    for (const each of content.cases) reports.add(each);
    reports.finish(content.closing);
  } catch (error) {
    reports.abandon();
    throw error;
  }
}

/** Begins the reports that were asked for, if any; throws a usage Problem when a file cannot be written. */
export async function openReports(
  context: Context,
  options: GlobalOptions & ReportOptions,
  about: About,
): Promise<Reports> {
  const sinks: Sink[] = [];
  const reports: Reports = {
    add(each) {
      for (const sink of sinks) sink.add(each);
    },
    finish(closing) {
      for (const sink of sinks) sink.finish(closing);
    },
    abandon() {
      for (const sink of sinks) sink.abandon();
    },
  };
  const { output } = options;
  if (!wantsReports(options)) return reports;
  const { reportWriters } = await import('../../reports/report-writers.ts');
  const subject = { ...about, at: context.now() };
  const files = await context.reportFiles();
  try {
    for (const each of options.reports) {
      sinks.push(fileSink(files, context, each, reportWriters[each.form](subject)));
    }
  } catch (error) {
    reports.abandon();
    throw error;
  }
  // After the files: a file that cannot be written is an error before anything goes to stdout.
  if (output === 'github') {
    sinks.push(...summarySinks(context, options, files, reportWriters['step summary'](subject)));
  }
  if (isReport(output)) {
    sinks.push(sinkOf(reportWriters[output](subject), (text) => context.stdout.write(text)));
  }
  return reports;
}

/** Where a report goes. */
interface Sink {
  add(each: ReportCase): void;
  finish(closing: string): void;
  abandon(): void;
}

/** Hands on what the writer gives, its beginning together with the first of it. */
function sinkOf(writer: ReportWriter, put: (text: string) => void): Sink {
  let before = writer.beginning;
  function hand(text: string): void {
    put(before + text);
    before = '';
  }
  return {
    add(each) {
      const text = writer.add(each);
      if (text !== '') hand(text);
    },
    finish: (closing) => hand(writer.end(closing)),
    abandon() {},
  };
}

function fileSink(files: ReportFiles, { cwd }: Context, { path }: ReportRequest, writer: ReportWriter): Sink {
  const file = toldAsUsage(() => files.begin(resolve(cwd, path), writer.beginning));
  const sink = sinkOf(writer, (text) => file.write(text));
  return {
    add: (each) => toldAsUsage(() => sink.add(each)),
    finish: (closing) =>
      toldAsUsage(() => {
        sink.finish(closing);
        file.finish();
      }),
    abandon: () => file.abandon(),
  };
}

/** The page of the step, where the runner of GitHub Actions names a file for it. */
function summarySinks(
  context: Context,
  options: GlobalOptions,
  files: ReportFiles,
  writer: ReportWriter,
): Sink[] {
  const path = context.env.GITHUB_STEP_SUMMARY;
  if (!path) return [];
  const sink = sinkOf(writer, (text) => {
    try {
      files.append(resolve(context.cwd, path), text);
    } catch (error) {
      // The page is an extra, which changes nothing about the verdict.
      warn(
        context,
        options,
        `the file of $GITHUB_STEP_SUMMARY cannot be written: ${describeSystemError(error)}`,
      );
    }
  });
  return [sink];
}

/** Runs `act`; an error of the system becomes a usage Problem. The message has no path: it may be a secret in a wrong place. */
function toldAsUsage<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    const isOther = systemCode(error) === 'EEXIST';
    throw new Problem(
      'usage',
      `the file of --report cannot be written: ${isOther ? 'there is another file, which is no report of this form' : describeSystemError(error)}`,
      isOther ? 'give another name, or move that file away' : 'nothing of the report was left there',
    );
  }
}

import { githubReport } from './github-report.ts';
import { gitlabReport } from './gitlab-report.ts';
import { junitReport } from './junit-report.ts';
import type { ReportForm } from './report-forms.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';
import { sarifReport } from './sarif-report.ts';
import { stepSummary } from './step-summary.ts';

/** The writer of each format, and of the summary page of GitHub Actions. */
export const reportWriters: Readonly<
  Record<ReportForm | 'step summary', (subject: ReportSubject) => ReportWriter>
> = {
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
  'step summary': stepSummary,
};

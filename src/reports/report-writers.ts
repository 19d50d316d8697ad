import { githubReport } from './github-report.ts';
import { gitlabReport } from './gitlab-report.ts';
import { junitReport } from './junit-report.ts';
import type { ReportForm } from './report-forms.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';
import { sarifReport } from './sarif-report.ts';
import { stepSummary } from './step-summary.ts';

/** What writes each form, and the page of a step of GitHub Actions. */
export const reportWriters: Readonly<
  Record<ReportForm | 'step summary', (subject: ReportSubject) => ReportWriter>
> = {
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
  'step summary': stepSummary,
};

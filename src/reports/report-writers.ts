import { githubReport } from './github-report.ts';
import { gitlabReport } from './gitlab-report.ts';
import { junitReport } from './junit-report.ts';
import type { ReportSubject, ReportWriter } from './report-case.ts';
import type { ReportForm } from './report-forms.ts';
import { sarifReport } from './sarif-report.ts';

/** What writes each form. */
export const reportWriters: Readonly<Record<ReportForm, (subject: ReportSubject) => ReportWriter>> = {
  junit: junitReport,
  github: githubReport,
  gitlab: gitlabReport,
  sarif: sarifReport,
};

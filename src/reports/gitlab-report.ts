import type { Severity } from '../domain/finding.ts';
import type { ReportCase } from '../domain/report-case.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { jsonDocument } from '../terminal/json.ts';
import { caseFingerprint } from './case-fingerprint.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';

/** GitLab's names for the severities. */
const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor' };

/** GitLab's Code Quality report: a list of findings, each with its place in the file. */
export function gitlabReport({ file = '' }: ReportSubject): ReportWriter {
  let hasItems = false;
  return {
    beginning: '[',
    add(each) {
      const items = issuesOf(each, file).map((issue) => jsonDocument(issue).trimEnd());
      if (items.length === 0) return '';
      const text = `${hasItems ? ',' : ''}\n${items.join(',\n')}`;
      hasItems = true;
      return text;
    },
    end: () => '\n]\n',
  };
}

function issuesOf({ name, line = 1, remarks }: ReportCase, file: string): object[] {
  return remarks.map(({ code, severity, lines }) => ({
    // Cause and solution, because GitLab shows only this line.
    description: escapeUnprintable(`${name}: ${lines.slice(0, 2).join(' ')}`),
    check_name: code,
    fingerprint: caseFingerprint(file, name, code),
    severity: severities[severity],
    location: { path: escapeUnprintable(file), lines: { begin: line } },
  }));
}

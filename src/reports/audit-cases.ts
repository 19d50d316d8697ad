import type { ReportedFinding } from '../domain/finding.ts';
import type { ReportCase } from '../domain/report-case.ts';
import type { StoreAudit } from '../domain/store-audit.ts';
import { findingRemark } from './finding-remark.ts';

/** The name of the store as a whole: no configuration has a name in parentheses. */
const STORE_CASE = '(store)';

/** An audit as cases of a report: the store as a whole, then each configuration, in the line that `lineOf` returns. */
export function auditCases(
  { configurations, findings }: StoreAudit<ReportedFinding>,
  lineOf: (name: string) => number | undefined,
): ReportCase[] {
  return [
    auditCase(STORE_CASE, 1, findings),
    ...configurations.map((each) => auditCase(each.name, lineOf(each.name), each.findings)),
  ];
}

function auditCase(name: string, line: number | undefined, findings: readonly ReportedFinding[]): ReportCase {
  const hasFailed = findings.some(({ severity }) => severity === 'error');
  return { name, line, outcome: hasFailed ? 'failed' : 'passed', remarks: findings.map(findingRemark) };
}

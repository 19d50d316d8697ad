import type { Comparison, Difference } from '../domain/expectation.ts';
import type { Remark, ReportCase } from '../domain/report-case.ts';
import type { ReportedVerification } from '../domain/verification.ts';
import { differenceText } from '../terminal/expectation-report.ts';
import { findingRemark } from './finding-remark.ts';

/** What is known of a token besides its verification. */
interface Told {
  /** The line of a batch, from 1; undefined for a token alone. */
  readonly line: number | undefined;
  /** What was expected; undefined if only that it is accepted. */
  readonly comparison: Comparison | undefined;
}

/** A verified token as a case of a report: it passed when it is as expected, and else when it is accepted. */
export function verificationCase(verification: ReportedVerification, { line, comparison }: Told): ReportCase {
  const { accepted, configuration, diagnosis } = verification;
  const differences = comparison?.differences ?? [];
  const hasPassed = comparison ? differences.length === 0 : accepted;
  // The errors of an expected rejection are not errors of this case.
  const told = diagnosis.filter(({ severity }) => !hasPassed || severity === 'warning');
  return {
    name: line === undefined ? configuration.name : `line ${line} (${configuration.name})`,
    line,
    outcome: hasPassed ? 'passed' : 'failed',
    remarks: [...differences.map(differenceRemark), ...told.map(findingRemark)],
  };
}

function differenceRemark(difference: Difference): Remark {
  return {
    code: 'not-as-expected',
    severity: 'error',
    title: 'Not as expected',
    lines: [differenceText(difference)],
  };
}

/** A line of a batch that cannot be evaluated. */
export function faultCase(line: number, { kind, message }: { kind: string; message: string }): ReportCase {
  return {
    name: `line ${line}`,
    line,
    outcome: 'not evaluated',
    remarks: [{ code: kind, severity: 'error', title: `Not evaluated [${kind}]`, lines: [message] }],
  };
}

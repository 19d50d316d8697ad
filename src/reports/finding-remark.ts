import type { ReportedFinding } from '../domain/finding.ts';
import type { Remark } from '../domain/report-case.ts';

/** A finding as a remark of a report. */
export function findingRemark({
  code,
  severity,
  issue,
  cause,
  solution,
  commands,
  forIssuer,
}: ReportedFinding): Remark {
  return {
    code,
    severity,
    // A warning did not cause a failure, so its issue would be a misleading headline.
    title: severity === 'error' ? `${issue} [${code}]` : `[${code}]`,
    lines: [
      cause,
      `Solution: ${solution}`,
      ...commands.map((command) => `  ${command}`),
      ...(forIssuer === null ? [] : [`To the issuer's developer: ${forIssuer}`]),
    ],
  };
}

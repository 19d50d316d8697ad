import type { FindingFacts, ReportedFinding } from '../domain/finding.ts';
import type { StoreAudit } from '../domain/store-audit.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { findingLines } from './finding-text.ts';
import { severityCounts } from './severity-counts.ts';
import type { Style } from './style.ts';
import { headedLines } from './wrap.ts';

const NOTHING_FOUND = 'nothing found';

/**
 * The report of `check` for people: the store if anything is wrong with it, each configuration with
 * its findings, and a closing line with the counts. Names and paths are escaped here.
 */
export function renderAudit(audit: StoreAudit<ReportedFinding>, style: Style): string {
  const { store, configurations, findings } = audit;
  const sections = [
    ...(findings.length > 0 ? [sectionLines(store, findings, style)] : []),
    ...configurations.map((each) => sectionLines(each.name, each.findings, style)),
  ];
  const lines = [...spaced(sections), ...(sections.length > 0 ? [''] : []), auditClosing(audit)];
  return lines.map((line) => `${line}\n`).join('');
}

/** The sentence that counts what was checked and found. */
export function auditClosing({ configurations, findings }: StoreAudit<FindingFacts>): string {
  const all = [...findings, ...configurations.flatMap((each) => each.findings)];
  const count = configurations.length;
  return `${count} configuration${count === 1 ? '' : 's'} checked: ${severityCounts(all) || NOTHING_FOUND}.`;
}

function sectionLines(name: string, findings: readonly ReportedFinding[], style: Style): string[] {
  const isFailed = findings.some(({ severity }) => severity === 'error');
  const { passed, failed, warning } = style.glyphs;
  const mark = isFailed ? style.bad(failed) : findings.length > 0 ? style.warn(warning) : style.good(passed);
  const counts = severityCounts(findings) || NOTHING_FOUND;
  const heading = `${style.bold(escapeUnprintable(name))}: ${counts}`;
  return [
    ...headedLines(mark, heading, style.width),
    ...findings.flatMap((finding) => ['', ...findingLines(finding, style)]),
  ];
}

/** The sections' lines, with an empty line around each that has more than its heading. */
function spaced(sections: readonly string[][]): string[] {
  return sections.flatMap((lines, index) => {
    const before = sections[index - 1];
    const isApart = before !== undefined && (before.length > 1 || lines.length > 1);
    return isApart ? ['', ...lines] : lines;
  });
}

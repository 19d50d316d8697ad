import { type CodeInfo, type Issue, issues } from '../domain/finding.ts';
import { naturalWidths } from './column-widths.ts';
import type { Style } from './style.ts';
import { plainTable } from './table.ts';

/**
 * All codes by issue. On a terminal each issue has its heading and a table, elsewhere each code is a
 * line of tab-separated code, stage, severity and issue.
 */
export function renderDiagnosisList(entries: readonly CodeInfo[], style: Style): string {
  const groups = issues.map((issue) => ({ issue, group: entries.filter((entry) => entry.issue === issue) }));
  if (!style.isTerminal) {
    const lines = groups.flatMap(({ group }) =>
      group.map((entry) => [...cells(entry), entry.issue].join('\t')),
    );
    return lines.map((line) => `${line}\n`).join('');
  }
  const widths = naturalWidths({ head, rows: entries.map(cells) });
  return groups
    .filter(({ group }) => group.length > 0)
    .map(({ issue, group }) => section(issue, group, widths, style))
    .join('\n');
}

const head = ['Code', 'Stage', 'Severity'];

function cells({ code, stage, severity }: CodeInfo): string[] {
  return [code, stage, severity];
}

function section(issue: Issue, group: readonly CodeInfo[], widths: readonly number[], style: Style): string {
  const table = plainTable({ head, rows: group.map(cells) }, widths, { ...style, bold: style.dim });
  return `${style.bold(issue)}\n${table.replaceAll(/^(?=.)/gm, '  ')}`;
}

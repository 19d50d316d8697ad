import type { ReportedFinding } from '../domain/finding.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { labelledLines } from './labelled-lines.ts';
import type { Style } from './style.ts';
import { headedLines, wrap } from './wrap.ts';

/** Commands are indented deeper than any text, each on its own line, so that they can be copied. */
const COMMAND_INDENT = '      ';

/** A finding in the form of the administrators' table, then what fixes it. Warnings are lighter. */
export function findingLines(finding: ReportedFinding, style: Style): string[] {
  const cause = escapeUnprintable(finding.cause);
  const solution = escapeUnprintable(finding.solution);
  return [
    ...titleLines(finding, style),
    ...labelledLines(
      [
        { label: 'Possible cause', text: cause },
        { label: 'Solution', text: solution },
      ],
      style,
    ),
    // Never wrapped: a command on two lines is two commands.
    ...finding.commands.map((command) => COMMAND_INDENT + style.accent(escapeUnprintable(command))),
    ...issuerLines(finding, style),
  ];
}

function titleLines({ severity, issue, code, proved }: ReportedFinding, style: Style): string[] {
  const isError = severity === 'error';
  const mark = isError
    ? style.bad(`${style.glyphs.failed} error:`)
    : style.warn(`${style.glyphs.warning} warning:`);
  // A warning did not cause a failure, so its issue would be a misleading headline.
  const title = isError ? `${style.bold(issue)} ` : '';
  const text = `${title}${style.dim(`[${escapeUnprintable(code)}]`)}${proved ? ' proved' : ''}`;
  return headedLines(mark, text, style.width);
}

function issuerLines({ forIssuer }: ReportedFinding, { width, dim }: Style): string[] {
  if (forIssuer === null) return [];
  return [dim("  To the issuer's developer:"), ...wrap(escapeUnprintable(forIssuer), width, 4)];
}

import type { BatchTally, LineExample } from '../domain/batch-tally.ts';
import { unreachable } from '../domain/unreachable.ts';
import { differenceText } from './expectation-report.ts';
import { grouped } from './grouped.ts';
import { labelledLines } from './labelled-lines.ts';
import type { Style } from './style.ts';
import { headedLines, padToWidth } from './wrap.ts';

/** The longest bar of the chart, in columns. */
const WIDEST_BAR = 40;

/** The summary of a batch: the counts, the diagnosis codes as a bar chart, and the first lines that were not accepted. */
export function renderBatchSummary(counts: BatchTally, style: Style): string {
  const sections = [countLines(counts, style), chartLines(counts, style), exampleLines(counts, style)];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

/** The counts in a sentence. */
export function batchClosing(counts: BatchTally): string {
  return `${countHeading(counts)} ${countsText(counts)}.`;
}

function countLines(counts: BatchTally, style: Style): string[] {
  const isGood = counts.unexpected + counts.failed === 0;
  const mark = isGood ? style.good(style.glyphs.passed) : style.bad(style.glyphs.failed);
  return headedLines(`${mark} ${style.bold(countHeading(counts))}`, countsText(counts), style.width);
}

function countHeading({ accepted, rejected, failed }: BatchTally): string {
  const total = accepted + rejected + failed;
  return `${grouped(total)} ${total === 1 ? 'token' : 'tokens'}:`;
}

function countsText({ accepted, rejected, failed, expecting, unexpected }: BatchTally): string {
  const told = [`${grouped(accepted)} accepted`, `${grouped(rejected)} rejected`];
  if (failed > 0) told.push(`${grouped(failed)} not evaluated`);
  if (expecting > 0) told.push(unexpected > 0 ? `${grouped(unexpected)} not as expected` : 'all as expected');
  return told.join(', ');
}

function chartLines({ codes }: BatchTally, style: Style): string[] {
  const bars = Object.entries(codes).sort(
    ([oneCode, one], [otherCode, other]) => other - one || (oneCode < otherCode ? -1 : 1),
  );
  if (bars.length === 0) return [];
  const most = Math.max(...bars.map(([, count]) => count));
  const codeWidth = Math.max(...bars.map(([code]) => code.length));
  const countWidth = grouped(most).length;
  const room = Math.max(1, Math.min(WIDEST_BAR, style.width - codeWidth - countWidth - 6));
  const lines = bars.map(([code, count]) => {
    // Even the smallest count gets a visible bar.
    const bar = style.glyphs.bar.repeat(Math.max(1, Math.round((count / most) * room)));
    return `  ${padToWidth(code, codeWidth)}  ${grouped(count).padStart(countWidth)}  ${style.accent(bar)}`;
  });
  return [style.bold('Diagnosis codes, by tokens'), ...lines];
}

function exampleLines(counts: BatchTally, style: Style): string[] {
  const { failed, expecting, unexpected, examples } = counts;
  if (examples.length === 0) return [];
  const what = expecting > 0 ? 'as expected' : 'accepted';
  const isAll = examples.length === unexpected + failed;
  const heading = isAll ? `Not ${what}` : `The first ${examples.length} that were not ${what}`;
  const rows = examples.map((example) => ({ label: `line ${example.line}`, text: reasonText(example) }));
  return [style.bold(heading), ...labelledLines(rows, style)];
}

function reasonText(example: LineExample): string {
  switch (example.kind) {
    case 'rejected':
      return example.codes.join(', ');
    case 'not as expected':
      return example.differences.map(differenceText).join(', ');
    case 'not evaluated':
      return example.message;
    default:
      return unreachable(example);
  }
}

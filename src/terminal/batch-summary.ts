import { grouped } from './grouped.ts';
import { labelledLines } from './labelled-lines.ts';
import type { Style } from './style.ts';
import { headedLines, padToWidth } from './wrap.ts';

/** What came of many tokens, line by line of their input. */
export interface BatchCounts {
  readonly accepted: number;
  readonly rejected: number;
  /** Lines that could not be judged. */
  readonly failed: number;
  /** How many lines each code was said of. */
  readonly codes: Readonly<Record<string, number>>;
  /** The first lines that were not accepted, and why. */
  readonly examples: readonly { readonly line: number; readonly reasons: readonly string[] }[];
}

/** The longest bar of the chart, in columns. */
const WIDEST_BAR = 40;

/** The summary of a batch: the counts, the diagnosis codes as a bar chart, and the first lines that were not accepted. */
export function renderBatchSummary(counts: BatchCounts, style: Style): string {
  const sections = [countLines(counts, style), chartLines(counts, style), exampleLines(counts, style)];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function countLines({ accepted, rejected, failed }: BatchCounts, style: Style): string[] {
  const total = accepted + rejected + failed;
  const told = [`${grouped(accepted)} accepted`, `${grouped(rejected)} rejected`];
  if (failed > 0) told.push(`${grouped(failed)} not judged`);
  const isGood = rejected + failed === 0;
  const mark = isGood ? style.good(style.glyphs.passed) : style.bad(style.glyphs.failed);
  const heading = style.bold(`${grouped(total)} ${total === 1 ? 'token' : 'tokens'}:`);
  return headedLines(`${mark} ${heading}`, told.join(', '), style.width);
}

function chartLines({ codes }: BatchCounts, style: Style): string[] {
  const bars = Object.entries(codes).sort(
    ([oneCode, one], [otherCode, other]) => other - one || (oneCode < otherCode ? -1 : 1),
  );
  if (bars.length === 0) return [];
  const most = Math.max(...bars.map(([, count]) => count));
  const codeWidth = Math.max(...bars.map(([code]) => code.length));
  const countWidth = grouped(most).length;
  const room = Math.max(1, Math.min(WIDEST_BAR, style.width - codeWidth - countWidth - 6));
  const lines = bars.map(([code, count]) => {
    // What there is shows, however little of the whole it is.
    const bar = style.glyphs.bar.repeat(Math.max(1, Math.round((count / most) * room)));
    return `  ${padToWidth(code, codeWidth)}  ${grouped(count).padStart(countWidth)}  ${style.accent(bar)}`;
  });
  return [style.bold('Diagnosis codes, by tokens'), ...lines];
}

function exampleLines({ rejected, failed, examples }: BatchCounts, style: Style): string[] {
  if (examples.length === 0) return [];
  const isAll = examples.length === rejected + failed;
  const heading = isAll ? 'Not accepted' : `The first ${examples.length} that were not accepted`;
  const rows = examples.map(({ line, reasons }) => ({ label: `line ${line}`, text: reasons.join(', ') }));
  return [style.bold(heading), ...labelledLines(rows, style)];
}

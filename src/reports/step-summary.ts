import { markdownText } from './markdown-text.ts';
import type { ReportSubject, ReportWriter } from './report-writer.ts';

/** GitHub refuses a summary of more than 1 MiB, so only the first remarks are listed. */
const MOST_ROWS = 100;

/** The summary page of a GitHub Actions step, in Markdown: a sentence, and a table of the remarks. */
export function stepSummary({ command }: ReportSubject): ReportWriter {
  const rows: string[] = [];
  let remarkCount = 0;
  return {
    beginning: `### jwtadm ${command}\n\n`,
    add({ name, remarks }) {
      for (const { severity, code, lines } of remarks.slice(0, MOST_ROWS - rows.length)) {
        const [cause = '', ...rest] = lines;
        const text = [cause, ...rest].map(markdownText).join('<br>');
        rows.push(`| ${markdownText(name)} | ${severity} | ${markdownText(code)} | ${text} |\n`);
      }
      remarkCount += remarks.length;
      return '';
    },
    end(closing) {
      const sentence = `${markdownText(closing)}\n\n`;
      if (rows.length === 0) return sentence;
      const table = `| | | Code | |\n|---|---|---|---|\n${rows.join('')}\n`;
      const more = remarkCount - rows.length;
      return `${sentence}${table}${more > 0 ? `and ${more} more\n\n` : ''}`;
    },
  };
}

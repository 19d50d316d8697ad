import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/generated-file.ts';

const folder = new URL('docs/decisions/', repository);
const pages = readdirSync(folder)
  .filter((name) => name !== 'README.md')
  .sort();
const index = readFileSync(new URL('README.md', folder), 'utf8');

const textOf = (page: string) => readFileSync(new URL(page, folder), 'utf8');

/** What the name of a page must be, after its heading: `# 0001 A title` is in `0001-a-title.md`. */
function nameAfterHeading(text: string): string {
  const [, heading = ''] = /^# (.*)\n/.exec(text) ?? [];
  return `${heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.md`;
}

describe('the decisions', () => {
  it('are numbered from 1, without a gap', () => {
    const numbers = pages.map((page) => page.slice(0, 4));
    expect(numbers).toEqual(pages.map((_, position) => String(position + 1).padStart(4, '0')));
  });

  it('are each in the index once, superseded ones marked as such', () => {
    const listed = [...index.matchAll(/^- \[(.*?)\]\((.*?)\)(?: \(superseded by (\d{4})\))?$/gm)].map(
      ([, heading, page, successor = 'none']) => `${page}: ${heading}, successor ${successor}`,
    );
    const expected = pages.map((page) => {
      const [heading = ''] = textOf(page).slice('# '.length).split('\n');
      const [, successor = 'none'] = /^- Status: superseded by \[(\d{4})\]/m.exec(textOf(page)) ?? [];
      return `${page}: ${heading}, successor ${successor}`;
    });
    expect(listed.sort()).toEqual(expected);
  });
});

describe('a decision', () => {
  it.each(pages)('has a name, a date, a status and three sections: %s', (page) => {
    const text = textOf(page);
    expect(nameAfterHeading(text)).toBe(page);
    expect(text).toMatch(
      /^# .+\n\n- Date: \d{4}-\d\d-\d\d\n- Status: (?:accepted|superseded by \[\d{4}\]\(.+\))\n\n/,
    );
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'Context',
      'Decision',
      'Consequences',
    ]);
  });
});

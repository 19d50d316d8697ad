import type { Comparison, Difference } from '../domain/expectation.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import type { Style } from './style.ts';
import { headedLines } from './wrap.ts';

const labels: Readonly<Record<Difference['what'], string>> = {
  verdict: 'the token',
  user: 'the user',
  roles: 'a role',
  minRemaining: 'the remaining time',
  code: 'the token',
};

/** What differs from what was expected, for people; a line that says so where nothing does. */
export function renderExpectation(differences: readonly Difference[], style: Style): string {
  const { passed, failed } = style.glyphs;
  const lines =
    differences.length === 0
      ? [`${style.good(passed)} ${style.bold('As expected')}`]
      : [
          `${style.bad(failed)} ${style.bold('Not as expected')}`,
          ...differences.flatMap((each) => headedLines(' ', differenceText(each), style.width)),
        ];
  return lines.map((line) => `${line}\n`).join('');
}

/** A difference in a clause, escaped. */
export function differenceText({ what, expected, found }: Difference): string {
  return escapeUnprintable(`${labels[what]}: expected ${expected}, found ${found}`);
}

/** The key `expectation` of a JSON document: what was expected, whether it is met, and what differs. */
export function expectationDocument({ expectation, differences }: Comparison): object {
  return { met: differences.length === 0, expected: expectation, differences };
}

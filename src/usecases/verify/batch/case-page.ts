import type { ReportCase } from '../../../reports/report-case.ts';

/** The texts of no more than so many characters are handed over at once. */
const MOST_CHARACTERS = 262_144;

/** The cases of a part, until they are many. */
export class CasePage {
  readonly cases: ReportCase[] = [];
  #characters = 0;

  /** Whether another case may be added: that one is added whatever its size. */
  get hasRoom(): boolean {
    return this.#characters < MOST_CHARACTERS;
  }

  add(each: ReportCase): void {
    this.cases.push(each);
    this.#characters += each.name.length;
    for (const { lines } of each.remarks) for (const line of lines) this.#characters += line.length;
  }
}

import type { ReportCase } from '../../../domain/report-case.ts';

/** How much text of cases is handed over at once, in UTF-16 units. */
const MAX_CHARACTERS = 262_144;

/** The cases of a result, up to a limit of their texts. */
export class CaseBuffer {
  readonly cases: ReportCase[] = [];
  #characters = 0;

  /** Whether another case may be added. The size of that case does not matter. */
  get hasRoom(): boolean {
    return this.#characters < MAX_CHARACTERS;
  }

  /** Adds a case; a line without one adds nothing. */
  add(each: ReportCase | undefined): void {
    if (!each) return;
    this.cases.push(each);
    this.#characters += each.name.length;
    for (const { lines } of each.remarks) for (const line of lines) this.#characters += line.length;
  }
}

import type { BatchTally, LineExample } from '../../../domain/batch-tally.ts';
import { MAX_EXAMPLES } from './batch.ts';

/** A tally that grows line by line, or by other tallies. */
export class RunningTally implements BatchTally {
  accepted = 0;
  rejected = 0;
  failed = 0;
  expecting = 0;
  unexpected = 0;
  readonly codes: Record<string, number> = Object.create(null) as Record<string, number>;
  readonly examples: LineExample[] = [];

  /** Counts a diagnosis code, once a line. */
  count(code: string, times = 1): void {
    this.codes[code] = (this.codes[code] ?? 0) + times;
  }

  /** Keeps the line as an example while there are few. */
  keep(example: LineExample): void {
    if (this.examples.length < MAX_EXAMPLES) this.examples.push(example);
  }

  /** Adds what was counted of the lines that follow. */
  add({ accepted, rejected, failed, expecting, unexpected, codes, examples }: BatchTally): void {
    this.accepted += accepted;
    this.rejected += rejected;
    this.failed += failed;
    this.expecting += expecting;
    this.unexpected += unexpected;
    for (const [code, times] of Object.entries(codes)) this.count(code, times);
    for (const example of examples) this.keep(example);
  }

  /** All lines that were counted. */
  get total(): number {
    return this.accepted + this.rejected + this.failed;
  }
}

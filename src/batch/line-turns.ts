/**
 * Tells threads that have a piece each at which line of the input it begins: whoever has the next piece
 * waits until all before it are counted. Lives in memory that the threads share.
 */
export class LineTurns {
  /** The index of the next piece to count, and the number of lines before it. */
  readonly shared: SharedArrayBuffer;
  readonly #state: BigInt64Array;

  constructor(shared = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#state = new BigInt64Array(shared);
  }

  /** The number of the first line of a piece that has so many lines; waits for its turn. */
  take(index: number, lineCount: number): number {
    const turn = BigInt(index);
    for (let next = this.#next(); next !== turn; next = this.#next()) Atomics.wait(this.#state, 0, next);
    const before = Atomics.add(this.#state, 1, BigInt(lineCount));
    Atomics.store(this.#state, 0, turn + 1n);
    Atomics.notify(this.#state, 0);
    return Number(before) + 1;
  }

  #next(): bigint {
    return Atomics.load(this.#state, 0);
  }
}

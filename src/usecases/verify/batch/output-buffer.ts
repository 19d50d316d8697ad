/** How much is handed over at once, in bytes, so that many short lines take no more memory than a few long ones. */
const PAGE_BYTES = 262_144;

/** A UTF-16 unit takes no more than that in UTF-8. */
const MOST_BYTES_PER_UNIT = 3;

/**
 * Texts in UTF-8, one behind the other, in memory of its own that can be given away. To join the texts first
 * and to encode them together takes three times as long as to make them.
 */
export class OutputBuffer {
  #memory: Uint8Array | undefined;
  #length = 0;

  /** Whether the text still goes onto the page; the first one always does. */
  hasRoomFor(text: string): boolean {
    return (
      this.#memory === undefined ||
      this.#length + text.length * MOST_BYTES_PER_UNIT <= this.#memory.length ||
      text === ''
    );
  }

  /** Adds a text that it has room for. */
  add(text: string): void {
    if (text === '') return;
    this.#memory ??= new Uint8Array(Math.max(PAGE_BYTES, text.length * MOST_BYTES_PER_UNIT));
    this.#length += encoder.encodeInto(text, this.#memory.subarray(this.#length)).written;
  }

  /** What is on it. */
  get bytes(): Uint8Array {
    return this.#memory?.subarray(0, this.#length) ?? new Uint8Array();
  }
}

const encoder = new TextEncoder();

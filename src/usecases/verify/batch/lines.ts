import { Buffer, isAscii } from 'node:buffer';

/**
 * The longest line that is kept whole, in bytes: room for a token of 64 KiB with a JSON object around it.
 * Of a longer one its beginning is kept, one byte more than this.
 */
export const MAX_LINE_BYTES = 131_072;

/** One line of the input without its end. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** What is no UTF-8 shows as U+FFFD. */
  readonly text: string;
  /** Whether the line is longer than {@link MAX_LINE_BYTES}, so that `text` is its beginning. */
  readonly isCut: boolean;
  readonly isUtf8: boolean;
}

const LF = 0x0a;

/** How many lines begin in the bytes, when the first byte begins one. */
export function countLines(bytes: Uint8Array): number {
  let count = 0;
  for (let start = 0; start < bytes.length; count += 1) start = nextStart(bytes, start);
  return count;
}

/** The lines of the bytes, numbered from `first`. Blank lines are skipped, but counted. */
export function* linesOf(chunk: Uint8Array, first: number): Generator<Line> {
  const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  // One text of which the lines are slices: to decode each line alone takes as long as to evaluate it.
  const ascii = isAscii(bytes) ? bytes.toString('latin1') : undefined;
  let number = first;
  for (let start = 0; start < bytes.length; number += 1) {
    const next = nextStart(bytes, start);
    const whole = endOfText(bytes, start, next);
    const end = Math.min(whole, start + MAX_LINE_BYTES + 1);
    const isCut = whole - start > MAX_LINE_BYTES;
    if (ascii !== undefined) {
      const text = ascii.slice(start, end);
      if (!isBlank(text)) yield { number, text, isCut, isUtf8: true };
    } else {
      const line = bytes.subarray(start, end);
      const text = utf8.decode(line);
      if (!isBlank(text)) yield { number, text, isCut, isUtf8: !text.includes('\ufffd') || isUtf8(line) };
    }
    start = next;
  }
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function isBlank(text: string): boolean {
  return text === '' || (text.charCodeAt(0) <= 0x20 && text.trim() === '');
}

function nextStart(bytes: Uint8Array, start: number): number {
  const end = bytes.indexOf(LF, start);
  return end === -1 ? bytes.length : end + 1;
}

/** Where a line's text ends: before LF or CR LF. */
function endOfText(bytes: Buffer, start: number, next: number): number {
  let end = next;
  if (end > start && bytes[end - 1] === LF) end -= 1;
  if (end > start && bytes[end - 1] === 0x0d) end -= 1;
  return end;
}

/**
 * The whole lines in chunks that are cut anywhere, as chunks that begin and end with a line, each in memory
 * of its own; of too long a line no more is kept than is looked at.
 */
export async function* wholeLines(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(LF) + 1;
    if (end > 0) yield joined(rest, chunk.subarray(0, end));
    rest =
      end > 0 ? new Uint8Array(chunk.subarray(end)) : joined(rest, chunk).subarray(0, MAX_LINE_BYTES + 1);
  }
  if (rest.length > 0) yield new Uint8Array(rest);
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

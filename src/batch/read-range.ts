import { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';
import { MAX_LINE_BYTES } from './lines.ts';

const LF = 0x0a;

/** How much is read at once to find the end of the last line. */
const MORE_BYTES = 65_536;

/**
 * The lines that begin at an offset from `start` on and before `end`, from the first one's beginning to the
 * last one's end, which may lie behind `end`; too long a last line is cut as {@link MAX_LINE_BYTES} says.
 * Ranges that follow each other thus have each line of a file once.
 */
export function readRange(descriptor: number, start: number, end: number): Buffer {
  // With the byte before: only that tells whether a line begins at the start itself.
  const from = Math.max(0, start - 1);
  let bytes = readAt(descriptor, from, end - from);
  const first = start === 0 ? 0 : bytes.indexOf(LF) + 1;
  if ((start > 0 && first === 0) || first === bytes.length) return Buffer.alloc(0);
  const last = bytes.lastIndexOf(LF, -2) + 1;
  while (bytes.at(-1) !== LF && bytes.length - last <= MAX_LINE_BYTES) {
    const more = readAt(descriptor, from + bytes.length, MORE_BYTES);
    if (more.length === 0) break;
    const lineEnd = more.indexOf(LF);
    bytes = Buffer.concat([bytes, lineEnd === -1 ? more : more.subarray(0, lineEnd + 1)]);
  }
  return bytes.subarray(first);
}

/** So many bytes from there on; fewer where the file ends. */
function readAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}

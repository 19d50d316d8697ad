import { Buffer } from 'node:buffer';
import { fstatSync, fsyncSync, readSync, writeSync } from 'node:fs';
import { systemCode } from '../domain/system-error.ts';
import { Problem } from '../problem.ts';

/** The first `size` bytes of an open file from `position` on, or all there are. Throws the system's error. */
export function readBytes(descriptor: number, size: number, position = 0): Buffer {
  const bytes = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const count = readSome(descriptor, bytes, length, position + length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

/** Enough for few calls, and little memory to fill. */
const CHUNK_BYTES = 64 * 1024;

/** Whether an open file begins with these bytes. Throws the system's error. */
export function areBytes(descriptor: number, bytes: Buffer): boolean {
  const chunk = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < bytes.length; ) {
    const count = readSome(descriptor, chunk, 0, at);
    const expected = bytes.subarray(at, at + count);
    if (count === 0 || !expected.equals(chunk.subarray(0, expected.length))) return false;
    at += count;
  }
  return true;
}

function readSome(descriptor: number, bytes: Buffer, offset: number, position: number): number {
  for (;;) {
    try {
      return readSync(descriptor, bytes, offset, bytes.length - offset, position);
    } catch (error) {
      // Every other call that a signal interrupts is made again by Node itself.
      if (systemCode(error) !== 'EINTR') throw error;
    }
  }
}

/**
 * Writes bytes at the current position of an open file, or at its end if it was opened for appending. Returns
 * false when the system accepts no more bytes, and throws the system's error.
 */
export function writeBytes(descriptor: number, bytes: Uint8Array): boolean {
  let written = 0;
  while (written < bytes.length) {
    const count = writeSync(descriptor, bytes, written);
    if (count === 0) return false;
    written += count;
  }
  return true;
}

/**
 * Writes all that an open file, empty until now, is to hold, down to the disk. Throws the system's error, and
 * a Problem when the file does not hold all of it then.
 */
export function writeToDisk(descriptor: number, parts: readonly Uint8Array[]): void {
  const isTaken = parts.every((part) => writeBytes(descriptor, part));
  fsyncSync(descriptor);
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  if (isTaken && fstatSync(descriptor).size === size) return;
  throw new Problem('store', 'the system did not take the whole file; nothing was changed');
}

import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import type { Context } from '../context.ts';
import { systemError } from '../domain/system-error.ts';
import type { Interruptible } from './interruptible.ts';
import { pause } from './pause.ts';

/** Reads whole files, as {@link Context.readFile} says. */
export function fileReader(interruptible: Interruptible): Context['readFile'] {
  return (path, limitBytes, only) =>
    interruptible(() => {
      const descriptor = only === undefined ? openSync(path, 'r') : openRegular(path);
      try {
        return readAll(descriptor, limitBytes);
      } finally {
        closeSync(descriptor);
      }
    });
}

function openRegular(path: string): number {
  // Without blocking: a named pipe that no program writes to would never open.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const status = fstatSync(descriptor);
  // Reading a folder fails with an error that says so.
  if (status.isFile() || status.isDirectory()) return descriptor;
  closeSync(descriptor);
  throw systemError('EFTYPE');
}

/** Reads to the end, or one byte past the limit, synchronously: streams leave secrets in traces. */
export function readAll(descriptor: number, limitBytes: number): Uint8Array {
  const bytes = new Uint8Array(limitBytes + 1);
  let length = 0;
  while (length < bytes.length) {
    const count = readSome(descriptor, bytes, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function readSome(descriptor: number, bytes: Uint8Array, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, bytes, offset, bytes.length - offset, null);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // Windows reports the end of a pipe as an error.
      if (code === 'EOF') return 0;
      // Node itself repeats every call but a read after a signal.
      if (code === 'EINTR') continue;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** A regular file's permission bits; undefined for anything else, and on Windows, where they mean nothing. */
export function fileMode(path: string, platform: string): number | undefined {
  if (platform === 'win32') return undefined;
  try {
    const status = statSync(path);
    return status.isFile() ? status.mode & 0o777 : undefined;
  } catch {
    // Reading the file reports what is wrong with it.
    return undefined;
  }
}

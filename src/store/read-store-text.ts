import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { Problem } from '../problem.ts';
import { systemCode } from './system-fault.ts';

/** No store is this large; JavaScript's strings end at twice as much. */
const LIMIT_BYTES = 256 * 1024 * 1024;

/** A file's text, its permission bits and its owner's number, all taken from the same open file. */
export interface StoreText {
  readonly text: string;
  readonly mode: number;
  readonly ownerId: number;
}

/**
 * Reads a store's file, links resolved; undefined when there is none. `path` is its name in
 * messages. Throws a Problem when it is no text file, else the system's error.
 */
export function readStoreText(file: string, path: string): StoreText | undefined {
  const descriptor = openIfThere(file);
  if (descriptor === undefined) return undefined;
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new Problem('store', `${path} is a folder, not a file`);
    if (!status.isFile()) throw new Problem('store', `${path} is not a regular file`);
    if (status.size > LIMIT_BYTES) {
      throw new Problem('store', `${path} has more than ${LIMIT_BYTES / 1024 / 1024} MiB, which is no store`);
    }
    const text = decode(readFileSync(descriptor), path);
    return { text, mode: status.mode & 0o777, ownerId: status.uid };
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(file: string): number | undefined {
  try {
    // Without blocking: a named pipe that nobody writes to would never open.
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function decode(bytes: Uint8Array, path: string): string {
  const hint = 'save it as UTF-8 without a byte order mark; nothing was changed';
  const text = decodeUtf8(bytes);
  if (text === undefined) throw new Problem('store', `${path} is not UTF-8 text`, hint);
  if (text.startsWith('\u{feff}')) throw new Problem('store', `${path} starts with a byte order mark`, hint);
  return text;
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

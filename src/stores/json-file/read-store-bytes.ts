import { type Buffer, isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, type Stats } from 'node:fs';
import type { EpochSeconds } from '../../domain/instant.ts';
import { systemCode } from '../../domain/system-error.ts';
import { areBytes, readBytes } from '../../files/whole-bytes.ts';
import { Problem } from '../../problem.ts';

/** No store is this large; JavaScript's strings end at twice as much. */
const LIMIT_BYTES = 256 * 1024 * 1024;

/** A file's bytes, its permission bits, its owner's number and when it was written, all taken from the same open file. */
export interface StoreBytes {
  readonly bytes: Buffer;
  readonly mode: number;
  readonly ownerId: number;
  readonly modifiedAt: EpochSeconds;
}

/**
 * Reads a store's file, links resolved; undefined when it is missing. `path` is its name in messages. Throws
 * a Problem when it is not a regular file or is too large, otherwise the system's error.
 */
export function readStoreBytes(file: string, path: string): StoreBytes | undefined {
  return openChecked(file, path, (descriptor, status) => ({
    bytes: readBytes(descriptor, status.size),
    mode: status.mode & 0o777,
    ownerId: status.uid,
    modifiedAt: status.mtimeMs / 1000,
  }));
}

/** Whether a store's file still holds the bytes that were seen, or is still missing; throws as {@link readStoreBytes}. */
export function isUnchanged(file: string, path: string, seen: StoreBytes | undefined): boolean {
  const isSame = openChecked(
    file,
    path,
    (descriptor, { size }) => size === seen?.bytes.length && areBytes(descriptor, seen.bytes),
  );
  return isSame ?? seen === undefined;
}

/** Opens a store's file and does something with it; undefined when it is missing. */
function openChecked<T>(
  file: string,
  path: string,
  act: (descriptor: number, status: Stats) => T,
): T | undefined {
  const descriptor = openIfThere(file);
  if (descriptor === undefined) return undefined;
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) throw new Problem('store', `${path} is a folder, not a file`);
    if (!status.isFile()) throw new Problem('store', `${path} is not a regular file`);
    if (status.size > LIMIT_BYTES) {
      throw new Problem('store', `${path} has more than ${LIMIT_BYTES / 1024 / 1024} MiB, which is no store`);
    }
    return act(descriptor, status);
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(file: string): number | undefined {
  try {
    // Links were resolved before, so a link found now was planted. Non-blocking, because a named pipe without
    // a writer would never open.
    return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The text of a store's bytes; throws a Problem when they are no UTF-8, or start with a byte order mark. */
export function decodeStore(bytes: Buffer, path: string): string {
  const hint = 'save it as UTF-8 without a byte order mark; nothing was changed';
  if (!isUtf8(bytes)) throw new Problem('store', `${path} is not UTF-8 text`, hint);
  const text = bytes.toString('utf8');
  if (text.startsWith('\u{feff}')) throw new Problem('store', `${path} starts with a byte order mark`, hint);
  return text;
}

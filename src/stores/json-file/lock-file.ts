import { constants, writeSync } from 'node:fs';
import { systemNow, toIsoSeconds } from '../../domain/instant.ts';
import { type Owner, openBeside } from '../../files/sidecar-file.ts';
import { readBytes } from '../../files/whole-bytes.ts';

/** A lock file holds one line of this length, so that a single write replaces all of it. */
export const HOLDER_LENGTH = 64;

/** Opens the lock file at `path`, made if it is missing; throws as {@link openBeside}. */
export function openLockFile(
  path: string,
  userId: number | undefined,
  storeOwner: Owner | undefined,
): number {
  const file = { path, what: 'lock file', flags: constants.O_RDWR, limitBytes: HOLDER_LENGTH };
  return openBeside(file, userId, storeOwner);
}

/** Writes the lock holder into the lock file, for the messages of those who wait; `undefined` removes it. */
export function writeHolder(descriptor: number, processId: number | undefined): void {
  const text = processId === undefined ? '' : `${processId} jwtadm since ${toIsoSeconds(systemNow())}`;
  writeSync(descriptor, `${text.padEnd(HOLDER_LENGTH - 1)}\n`, 0);
}

/** Who holds the lock, for a message. The file may say anything, so that only what we write is taken from it. */
export function describeHolder(descriptor: number): string {
  const text = readHolder(descriptor);
  const match = /^(\d{1,10}) jwtadm since (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) *\n$/.exec(text);
  return match ? `process ${match[1]} (jwtadm) since ${match[2]}` : 'another process';
}

function readHolder(descriptor: number): string {
  try {
    return readBytes(descriptor, HOLDER_LENGTH).toString('latin1');
  } catch {
    // Who it is does not matter enough to fail for.
    return '';
  }
}

import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { systemNow, toIsoSeconds } from '../domain/instant.ts';
import { Problem } from '../problem.ts';
import { systemCode } from './system-fault.ts';

/** A lock file holds one line of this length, so that a single write replaces all of it. */
export const HOLDER_LENGTH = 64;

/** To whom a file belongs. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Opens the lock file at `path`, made with mode 0600 if it is missing. Throws a Problem when it is
 * no file of jwtadm's, or not of this user, root or the store's owner; else the system's error.
 */
export function openLockFile(
  path: string,
  userId: number | undefined,
  storeOwner: Owner | undefined,
): number {
  const descriptor = openOrMake(path);
  try {
    const status = fstatSync(descriptor);
    const { uid, nlink, size } = status;
    // What is written into it would be lost for whoever else knows it under another name.
    if (!status.isFile() || nlink > 1 || size > HOLDER_LENGTH)
      throw notOurs(path, 'is not a lock file of jwtadm');
    if (userId === undefined) return descriptor;
    if (![userId, 0, storeOwner?.uid].includes(uid))
      throw notOurs(path, `belongs to somebody else (uid ${uid})`);
    if (userId === 0 || uid === userId) fchmodSync(descriptor, 0o600);
    // Else root would keep the owner of the store out of it.
    if (userId === 0 && uid === 0 && storeOwner) fchownSync(descriptor, storeOwner.uid, storeOwner.gid);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openOrMake(path: string): number {
  // Without blocking: it may be a named pipe.
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return openSync(path, flags, 0o600);
  } catch (error) {
    if (systemCode(error) === 'ELOOP') throw notOurs(path, 'is a symbolic link');
    throw error;
  }
}

function notOurs(path: string, what: string): Problem {
  return new Problem(
    'store',
    `the lock file ${path} ${what}; nothing was changed`,
    'find out who made it, and move it away if nobody needs it',
  );
}

/** Writes into the lock file who holds it, or nobody for `undefined`: for the messages of those who wait. */
export function writeHolder(descriptor: number, processId: number | undefined): void {
  const text = processId === undefined ? '' : `${processId} jwtadm since ${toIsoSeconds(systemNow())}`;
  writeSync(descriptor, `${text.padEnd(HOLDER_LENGTH - 1)}\n`, 0);
}

/** Who holds the lock, for a message. The file may say anything, so that only what we write is taken from it. */
export function describeHolder(descriptor: number): string {
  const bytes = new Uint8Array(HOLDER_LENGTH);
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, readSome(descriptor, bytes)));
  const match = /^(\d{1,10}) jwtadm since (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) *\n$/.exec(text);
  return match ? `process ${match[1]} (jwtadm) since ${match[2]}` : 'another process';
}

function readSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return readSync(descriptor, bytes, 0, bytes.length, 0);
  } catch {
    // Who it is does not matter enough to fail for.
    return 0;
  }
}

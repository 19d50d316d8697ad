import { closeSync, constants, fchmodSync, fchownSync, fstatSync, openSync, type Stats } from 'node:fs';
import { systemCode } from '../domain/system-error.ts';
import { Problem } from '../problem.ts';

/** To whom a file belongs. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A file that jwtadm keeps beside a store. */
export interface SidecarFile {
  readonly path: string;
  /** What it is, for messages: `lock file`. */
  readonly what: string;
  /** How it is opened, beside O_CREAT. */
  readonly flags: number;
  /** More than it ever holds: then it is something else. */
  readonly limitBytes: number;
}

/**
 * Opens a file that jwtadm keeps beside a store, made with mode 0600 if it is missing, and given to the
 * store's owner by root. Throws a Problem when it is not jwtadm's (a link, no regular file, too large), or
 * not of this user, root or the store's owner; else the system's error.
 */
export function openBeside(
  file: SidecarFile,
  userId: number | undefined,
  storeOwner: Owner | undefined,
): number {
  const descriptor = openOrMake(file);
  try {
    const status = fstatSync(descriptor);
    if (!isOurs(status, file)) throw notOurs(file, `is not a ${file.what} of jwtadm`);
    const { uid } = status;
    if (userId === undefined) return descriptor;
    if (![userId, 0, storeOwner?.uid].includes(uid)) {
      throw notOurs(file, `belongs to someone else (uid ${uid})`);
    }
    if (userId === 0 || uid === userId) fchmodSync(descriptor, 0o600);
    // Else root would keep the owner of the store out of it.
    if (userId === 0 && uid === 0 && storeOwner) fchownSync(descriptor, storeOwner.uid, storeOwner.gid);
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function openOrMake(file: SidecarFile): number {
  // Without blocking: it may be a named pipe.
  const flags = file.flags | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  try {
    return openSync(file.path, flags, 0o600);
  } catch (error) {
    if (systemCode(error) === 'ELOOP') throw notOurs(file, 'is a symbolic link');
    throw error;
  }
}

/** A file with a second name belongs to another program, and to write into it would damage it. */
function isOurs(status: Stats, { limitBytes }: SidecarFile): boolean {
  return status.isFile() && status.nlink <= 1 && status.size <= limitBytes;
}

function notOurs({ path, what }: SidecarFile, how: string): Problem {
  return new Problem(
    'store',
    `the ${what} ${path} ${how}; nothing was changed`,
    'find out who made it, and move it away if it is not needed',
  );
}

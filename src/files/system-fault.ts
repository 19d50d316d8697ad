import { constants } from 'node:os';
import { Problem } from '../problem.ts';

/** What the system's error codes say, each a clause after a colon. */
const faults: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EBUSY: 'it is in use or a mount point',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be larger than is allowed',
  EFTYPE: 'it is not a regular file',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a folder, not a file',
  ELOOP: 'symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space left on the disk',
  ENOTDIR: 'a part of its path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** The code of an error of the system, such as `ENOENT`; undefined for any other error. */
export function systemCode(error: unknown): string | undefined {
  const isSystems = error instanceof Error && 'code' in error && 'syscall' in error;
  return isSystems ? namedCode(String(error.code)) : undefined;
}

/** The name of a system's error; for those that Node has no name for, such as EDQUOT, its code is their number. */
export function namedCode(code: string): string {
  const number = Number(/^Unknown system error -(\d+)$/.exec(code)?.[1]);
  return Object.entries(constants.errno).find(([, each]) => each === number)?.[0] ?? code;
}

/** An error of the system in words, without the path; rethrows any other error. */
export function describeSystemFault(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return describeSystemCode(code);
}

/** A code of the system, such as `EIO`, in words. */
export function describeSystemCode(code: string): string {
  return Object.hasOwn(faults, code) ? `${faults[code]} (${code})` : `the system says ${code}`;
}

/** Runs `act`, and returns the Problem or the system's error with which it ended, if so; anything else is thrown. */
export function faultOf(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof Problem || systemCode(error) !== undefined) return error;
    throw error;
  }
}

/** Runs `act`; an error of the system becomes a Problem (exit 4): `what`, a colon, and why. */
export function asStoreProblem<T>(what: string, act: () => T, hint?: string): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('store', `${what}: ${describeSystemFault(error)}; nothing was changed`, hint);
  }
}

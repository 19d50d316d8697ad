import { constants } from 'node:os';

/** What the system's error codes say, each a clause after a colon. */
const meanings: Readonly<Record<string, string>> = {
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

/** An error like the system's own, for what jwtadm refuses before the system does. */
export function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'open' });
}

/** The name of a system's error; for those that Node has no name for, such as EDQUOT, its code is their number. */
export function namedCode(code: string): string {
  const number = Number(/^Unknown system error -(\d+)$/.exec(code)?.[1]);
  return Object.entries(constants.errno).find(([, each]) => each === number)?.[0] ?? code;
}

/** An error of the system in words, without the path; rethrows any other error. */
export function describeSystemError(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return describeSystemCode(code);
}

/** A code of the system, such as `EIO`, in words. */
export function describeSystemCode(code: string): string {
  return Object.hasOwn(meanings, code) ? `${meanings[code]} (${code})` : `the system says ${code}`;
}

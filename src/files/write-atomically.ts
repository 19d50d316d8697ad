import { createHash, randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { EpochSeconds } from '../domain/instant.ts';
import { systemCode } from '../domain/system-error.ts';
import { faultOf } from './fault-of.ts';
import { makeFolder } from './make-folder.ts';
import { syncFolder } from './sync-folder.ts';
import { writeToDisk } from './whole-bytes.ts';

/** How a file is to be replaced. */
export interface AtomicWrite {
  /** The permission bits of a file that is new; one that exists keeps its own, and its owner. */
  readonly newMode: number;
  /** Puts the finished temporary file in the file's place; what it throws stops the write. */
  install(temporary: string): void;
}

/**
 * Replaces a file, links resolved, with the concatenated `parts`. A reader or a crash sees either the old bytes
 * or the new bytes, never a mixture. If it throws the system's error, the file is unchanged and no temporary
 * file remains. If only syncing the folder failed, the new bytes are in place and that error is returned.
 */
export function writeAtomically(file: string, parts: readonly Uint8Array[], write: AtomicWrite): unknown {
  const folder = dirname(file);
  makeFolder(folder);
  const { temporary, descriptor, previous } = openTemporary(file, 0o600);
  try {
    fill(descriptor, parts, previous, write.newMode);
    write.install(temporary);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  return syncFolder(folder);
}

/** A file that is to take another's place. */
export interface Temporary {
  readonly temporary: string;
  /** It is open for writing. */
  readonly descriptor: number;
  /** What is there now; undefined where there is nothing. */
  readonly previous: Stats | undefined;
}

/**
 * Makes an empty file beside `file`, links resolved, with that mode less the umask. Throws the system's
 * error, also when the file that is there may not be written.
 */
export function openTemporary(file: string, mode: number): Temporary {
  const previous = statSync(file, { throwIfNoEntry: false });
  // A rename needs rights on the folder only, but a read-only file must stay as it is.
  if (previous) accessSync(file, constants.W_OK);
  const temporary = join(dirname(file), `${temporaryPrefix(file)}${randomBytes(8).toString('hex')}.tmp`);
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  return { temporary, descriptor: openSync(temporary, flags, mode), previous };
}

/**
 * The prefix of the temporary files of one store and its sidecar files: other files of the folder may be
 * written at the same time.
 */
function temporaryPrefix(file: string): string {
  const store = basename(file).replace(/\.(?:history|bak\.\d+)$/, '');
  return `.jwtadm-${createHash('sha256').update(store).digest('hex').slice(0, 16)}-`;
}

/**
 * Removes temporary files that a process left beside the store `file` when it was killed while writing. They
 * are older than `since` (seconds) and owned by this user or by root, who may have been about to change their
 * owner. Files that cannot be removed do no harm, and are left for the next write.
 */
export function removeStaleTemporaries(file: string, userId: number | undefined, since: EpochSeconds): void {
  const folder = dirname(file);
  const prefix = temporaryPrefix(file);
  faultOf(() => {
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(prefix) || !/^[0-9a-f]{16}\.tmp$/.test(name.slice(prefix.length))) continue;
      faultOf(() => removeIfStale(join(folder, name), userId, since));
    }
  });
}

function removeIfStale(path: string, userId: number | undefined, since: EpochSeconds): void {
  const status = lstatSync(path);
  const isOurs = userId === undefined || userId === 0 || [userId, 0].includes(status.uid);
  if (status.isFile() && isOurs && status.mtimeMs / 1000 < since) rmSync(path, { force: true });
}

/** Gives the temporary file its owner, its mode and its bytes, down to the disk, and closes it. */
function fill(
  descriptor: number,
  parts: readonly Uint8Array[],
  previous: Stats | undefined,
  newMode: number,
): void {
  try {
    // Not at its opening, where the umask would take bits away.
    fchmodSync(descriptor, previous ? keepOwner(descriptor, previous) : newMode);
    writeToDisk(descriptor, parts);
  } finally {
    closeSync(descriptor);
  }
}

/** Gives an open file to the owner of the one it replaces, as far as this user may; returns the mode to give it. */
export function keepOwner(descriptor: number, { uid, gid, mode }: Stats): number {
  const created = fstatSync(descriptor);
  const permissions = mode & 0o777;
  if (created.uid === uid && created.gid === gid) return permissions;
  // Only root may give files away; any other user who may replace the file becomes its owner.
  if (mayGive(descriptor, uid, gid) || created.gid === gid) return permissions;
  if (mayGive(descriptor, created.uid, gid)) return permissions;
  // What the one group was allowed is not for another: it gets what everybody has.
  return (permissions & 0o707) | ((permissions & 0o007) << 3);
}

function mayGive(descriptor: number, uid: number, gid: number): boolean {
  try {
    fchownSync(descriptor, uid, gid);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EPERM') return false;
    throw error;
  }
}

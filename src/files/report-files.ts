import {
  appendFileSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { EpochSeconds } from '../domain/instant.ts';
import { systemError } from '../domain/system-error.ts';
import type { ReportFile, ReportFiles } from '../usecases/ports.ts';
import { syncFolder } from './sync-folder.ts';
import { readBytes, writeBytes } from './whole-bytes.ts';
import { keepOwner, openTemporary, removeStaleTemporaries } from './write-atomically.ts';

/** After this time a temporary file belongs to a process that was killed, in seconds. */
const STALE_SECONDS = 3600;

/** The files of this machine, for the user of that number. */
export function reportFiles(userId: number | undefined, now: () => EpochSeconds): ReportFiles {
  return {
    begin(path, beginning) {
      const there = statSync(path, { throwIfNoEntry: false });
      const file = there ? realpathSync.native(path) : path;
      if (there) refuseOtherFile(file, there, new TextEncoder().encode(beginning));
      removeStaleTemporaries(file, userId, now() - STALE_SECONDS);
      return begun(file);
    },
    append: (path, text) => appendFileSync(path, text),
  };
}

function refuseOtherFile(file: string, there: Stats, beginning: Uint8Array): void {
  if (there.isDirectory()) throw systemError('EISDIR');
  if (!there.isFile()) throw systemError('EFTYPE');
  if (there.size === 0) return;
  const descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!readBytes(descriptor, beginning.length).equals(beginning)) throw systemError('EEXIST');
  } finally {
    closeSync(descriptor);
  }
}

function begun(file: string): ReportFile {
  // As open to others as any file that a program makes: a report holds no secret.
  const { temporary, descriptor, previous } = openTemporary(file, 0o666);
  let size = 0;
  let isOpen = true;
  function close(): void {
    if (isOpen) closeSync(descriptor);
    isOpen = false;
  }
  return {
    write(text) {
      const bytes = new TextEncoder().encode(text);
      if (!writeBytes(descriptor, bytes)) throw systemError('ENOSPC');
      size += bytes.length;
    },
    finish() {
      if (previous) fchmodSync(descriptor, keepOwner(descriptor, previous));
      fsyncSync(descriptor);
      if (fstatSync(descriptor).size !== size) throw systemError('ENOSPC');
      close();
      renameSync(temporary, file);
      syncFolder(dirname(file));
    },
    abandon() {
      close();
      rmSync(temporary, { force: true });
    },
  };
}

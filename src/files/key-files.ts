import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import type { KeyFile, KeyFiles } from '../usecases/ports.ts';
import { syncFolder } from './sync-folder.ts';
import { writeToDisk } from './whole-bytes.ts';

/** The files of this machine. */
export const keyFiles: KeyFiles = {
  isTaken: (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined,
  make(path, text) {
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const descriptor = openSync(path, flags, 0o600);
    const file = madeFile(path, statusOf(descriptor, path));
    try {
      fill(descriptor, text);
    } catch (error) {
      file.remove();
      throw error;
    }
    // Where the folder cannot be synced, the file is kept anyway, unless the power fails now.
    syncFolder(dirname(path));
    return file;
  },
};

/** Identifies the file that was just made; where that fails, the file is removed again while it is empty. */
function statusOf(descriptor: number, path: string): Stats {
  try {
    return fstatSync(descriptor);
  } catch (error) {
    closeSync(descriptor);
    rmSync(path, { force: true });
    throw error;
  }
}

function fill(descriptor: number, text: string): void {
  try {
    // Not at its opening, where the umask would take bits away.
    fchmodSync(descriptor, 0o600);
    writeToDisk(descriptor, [new TextEncoder().encode(text)]);
  } finally {
    closeSync(descriptor);
  }
}

function madeFile(path: string, { dev, ino }: Stats): KeyFile {
  return {
    remove() {
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (found?.dev === dev && found.ino === ino) rmSync(path);
    },
  };
}

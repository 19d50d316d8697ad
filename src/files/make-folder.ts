import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../domain/system-error.ts';
import { syncFolder } from './sync-folder.ts';

/** The permission bits of a new folder: its owner's only. */
const NEW_FOLDER_MODE = 0o700;

/** Makes a folder and those above it that are missing, closed to others. Throws the system's error. */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: NEW_FOLDER_MODE });
  } catch (error) {
    // Another process made it at the same time.
    if (systemCode(error) === 'EEXIST') return;
    throw error;
  }
  // The umask may have taken bits away that we need ourselves.
  if ((statSync(folder).mode & NEW_FOLDER_MODE) !== NEW_FOLDER_MODE) chmodSync(folder, NEW_FOLDER_MODE);
  // Else the power could fail and take the folder with it, and with the folder the store.
  syncFolder(dirname(folder));
}

import { closeSync, constants, fsyncSync, openSync } from 'node:fs';

/** Syncs a folder, so that the names in it outlive a power failure; returns why that could not be done. */
export function syncFolder(folder: string): unknown {
  try {
    const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    return undefined;
  } catch (error) {
    return error;
  }
}

import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';

/** As many links in a row as Linux follows. */
const MAX_LINKS = 40;

/**
 * The file that a path leads to once every symbolic link is followed, also where that file, or its
 * folder, is not there yet. Throws a Problem for links in a circle, else the system's error.
 */
export function resolveLinks(path: string): string {
  let current = path;
  for (let links = 0; links <= MAX_LINKS; links += 1) {
    const folder = realFolder(dirname(current));
    const entry = lstatSync(current, { throwIfNoEntry: false });
    if (!entry?.isSymbolicLink()) return join(folder, basename(current));
    const target = readlinkSync(current);
    // Not normalised: `..` after a linked folder leads out of the folder that is linked to.
    current = isAbsolute(target) ? target : `${folder}/${target}`;
  }
  throw new Problem('store', `${path} cannot be opened: its symbolic links lead in a circle`);
}

function realFolder(folder: string): string {
  const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
  // The system's own: the other one takes `..` away before it follows the links.
  if (isThere) return realpathSync.native(folder);
  const parent = dirname(folder);
  return parent === folder ? resolve(folder) : join(realFolder(parent), basename(folder));
}

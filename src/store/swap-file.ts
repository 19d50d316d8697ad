import { createHash } from 'node:crypto';
import { linkSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCode } from './system-fault.ts';

/** One file that is to take another's place, if that is still what was read. */
export interface Swap {
  /** The finished new file, in the same folder; it is gone when the swap succeeded. */
  readonly temporary: string;
  readonly file: string;
  /** The text that the new one was made from, and the new one's; undefined where there was no file. */
  readonly from: string | undefined;
  readonly to: string;
  /** Whether to finish what a process that ended in the middle of its swap has left. */
  readonly finishesOthers: boolean;
  /** The file's text as it is now. */
  read(): string | undefined;
}

/** File systems without hard links say so in one of these ways. */
const linkless = ['EPERM', 'EACCES', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/**
 * Swaps the files, or returns false when somebody else changed the file or is about to. Between
 * looking at the file and renaming there is always a moment, in which another process could do the same; so
 * the right to replace just this text is taken first, with a name that only one can link to. A
 * process that dies then leaves a whole file under that name, and the next one puts it in place.
 * Throws the system's error.
 */
export function swapFile(swap: Swap): boolean {
  const claim = claimPath(swap);
  try {
    linkSync(swap.temporary, claim);
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'EEXIST') return yieldTo(claim, swap);
    if (!linkless.includes(code)) throw error;
    if (swap.read() !== swap.from) return false;
    renameSync(swap.temporary, swap.file);
    return true;
  }
  rmSync(swap.temporary);
  return putInPlace(claim, swap);
}

/** The name under which the right to replace that text of that file is held. */
function claimPath({ file, from }: Swap): string {
  const generation = from === undefined ? 'none' : `text ${from}`;
  const hash = createHash('sha256')
    .update(`${basename(file)}\0${generation}`)
    .digest('hex');
  return join(dirname(file), `.jwtadm-${hash.slice(0, 32)}.next`);
}

function putInPlace(claim: string, { file, from, to, read }: Swap): boolean {
  try {
    if (read() === from) {
      renameSync(claim, file);
      return true;
    }
  } catch (error) {
    // Gone: somebody took us for dead and put it in place; if more has happened since, we try again.
    if (systemCode(error) === 'ENOENT') return read() === to;
    rmSync(claim, { force: true });
    throw error;
  }
  rmSync(claim, { force: true });
  return false;
}

function yieldTo(claim: string, { file, from, finishesOthers, read }: Swap): false {
  if (!finishesOthers || read() !== from) return false;
  try {
    renameSync(claim, file);
  } catch (error) {
    // It was alive after all, and faster.
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  return false;
}

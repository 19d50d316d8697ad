import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname } from 'node:path';
import { systemCode } from '../../domain/system-error.ts';
import { faultOf } from '../../files/fault-of.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { Problem } from '../../problem.ts';
import { asStoreProblem } from './as-store-problem.ts';
import { NEW_STORE_MODE } from './file-permissions.ts';
import type { StoreBytes } from './read-store-bytes.ts';

/** How many earlier states of a store are kept. */
export const KEPT_GENERATIONS = 10;

/** The file of a store's kept generation. */
export function generationPath(file: string, number: number): string {
  return `${file}.bak.${number}`;
}

/**
 * The numbers of the generations that lie beside a store's file, the oldest first. Throws a Problem when
 * its folder cannot be read.
 */
export function listGenerations(file: string): number[] {
  const prefix = `${basename(file)}.bak.`;
  return asStoreProblem(`the generations of ${file} cannot be listed`, () => namesBeside(file))
    .filter((name) => name.startsWith(prefix))
    .map((name) => /^[1-9]\d{0,8}$/.exec(name.slice(prefix.length))?.[0])
    .filter((number) => number !== undefined)
    .map(Number)
    .sort((one, other) => one - other);
}

function namesBeside(file: string): string[] {
  try {
    return readdirSync(dirname(file));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/**
 * Keeps the state that is about to be replaced as the store's next generation, and returns its number.
 * The file gets a hard link, so that nothing is copied and no crash can truncate it. If it cannot be linked,
 * or another user owns it, its bytes are copied. Throws a Problem or the system's error.
 */
export function keepGeneration(file: string, seen: StoreBytes, userId: number | undefined): number {
  const last = listGenerations(file).at(-1) ?? 0;
  // A process that was killed between here and the replacing has kept it already.
  if (last > 0 && isSameFile(file, generationPath(file, last))) return last;
  const number = last + 1;
  const path = generationPath(file, number);
  const isOwn = userId === undefined || userId === 0 || seen.ownerId === userId;
  if (!isOwn || !isLinked(file, path)) {
    writeAtomically(path, [seen.bytes], {
      newMode: NEW_STORE_MODE,
      install: (temporary) => renameSync(temporary, path),
    });
  }
  return number;
}

function isLinked(file: string, path: string): boolean {
  try {
    linkSync(file, path);
    return true;
  } catch (error) {
    // File systems without hard links, and kernels that forbid this one.
    if (['EPERM', 'EACCES', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(systemCode(error) ?? '')) {
      return false;
    }
    throw error;
  }
}

function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

/**
 * Removes access of group and others to the kept generations, now that the newest is no longer the store
 * itself, and deletes generations that are too old. If access to the newest could not be removed, returns why;
 * any other failure is left for the next time.
 */
export function tidyGenerations(file: string, newest: number): unknown {
  faultOf(() => tidyEarlier(file));
  return faultOf(() => closeToOthers(file, newest));
}

function tidyEarlier(file: string): void {
  const numbers = listGenerations(file);
  for (const number of numbers.slice(0, -KEPT_GENERATIONS)) faultOf(() => removeGeneration(file, number));
  // They may still be open: a process may have been killed before it could close them.
  for (const number of numbers.slice(-KEPT_GENERATIONS, -1)) faultOf(() => closeToOthers(file, number));
}

/** Takes a generation away for good. */
export function removeGeneration(file: string, number: number): void {
  rmSync(generationPath(file, number), { force: true });
}

function closeToOthers(file: string, number: number): void {
  const path = generationPath(file, number);
  if ((lstatSync(path).mode & 0o777) === NEW_STORE_MODE) return;
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, NEW_STORE_MODE);
  } finally {
    closeSync(descriptor);
  }
}

/** There is no such generation. */
export function noGeneration(number: number, kept: readonly number[]): Problem {
  const there = kept.length === 0 ? 'none is kept' : `kept are ${kept.join(', ')}`;
  return new Problem(
    'not-found',
    `there is no generation ${number}; nothing was changed`,
    `${there}; \`jwtadm history\` shows what each one holds`,
  );
}

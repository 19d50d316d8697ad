import { closeSync, fstatSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describeSystemCode, namedCode } from '../../domain/system-error.ts';
import { makeFolder } from '../../files/make-folder.ts';
import { Problem } from '../../problem.ts';
import { describeHolder, HOLDER_LENGTH, openLockFile, writeHolder } from './lock-file.ts';

/** How long a change waits for the lock when nothing else is said. */
const DEFAULT_TIMEOUT_SECONDS = 10;

/** The kernel's locks, as fs-native-extensions offers them. */
type Locks = Pick<typeof import('fs-native-extensions'), 'tryLock' | 'waitForLock'>;

/** Who wants the lock of a store, and for how long it waits. */
export interface LockRequest {
  readonly processId: number;
  /** The user's number; undefined where files have no owners, as on Windows. */
  readonly userId: number | undefined;
  /** The usual time where it is undefined. */
  readonly timeoutSeconds: number | undefined;
  /** Warns the user that there are no locks here. */
  warn(text: string): void;
}

/** The lock of a store: only its holder writes. */
export interface StoreLock {
  /** False where there are no locks: only the check of the content is left. */
  readonly isHeld: boolean;
  release(): void;
}

/** What a system says that has no locks, or none for files of this kind. */
const NO_LOCKS = ['EINVAL', 'ENOLCK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'];

/** The byte behind the holder's name: on Windows locked bytes cannot be read. */
const RANGE = [HOLDER_LENGTH, 1] as const;

/**
 * Waits for the exclusive lock of a store's file (links resolved): a lock of the kernel on
 * `<file>.lock`, which ends with the process that holds it. Makes the folder if it is missing. Throws
 * a Problem (exit 4) that names the holder when the time is over, else the system's error.
 */
export async function lockStore(
  file: string,
  request: LockRequest,
  // Slow to load, and only needed by who writes.
  load: () => Promise<Locks> = () => import('fs-native-extensions'),
): Promise<StoreLock> {
  const path = `${file}.lock`;
  const end = performance.now() + (request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000;
  makeFolder(dirname(file));
  const locks = await loadOrWarn(load, request);
  if (!locks) return { isHeld: false, release() {} };
  for (;;) {
    const descriptor = openLockFile(path, request.userId, statSync(file, { throwIfNoEntry: false }));
    if (!(await isTaken(descriptor, locks, end))) {
      closeSync(descriptor);
      request.warn(`the file system of ${path} has no locks${UNLOCKED}`);
      return { isHeld: false, release() {} };
    }
    if (isStill(path, descriptor)) return held(descriptor, request.processId);
    // The file was deleted while we waited: others wait at the new one.
    closeSync(descriptor);
  }
}

const UNLOCKED = '; what someone else writes at the same time may be lost';

async function loadOrWarn(load: () => Promise<Locks>, request: LockRequest): Promise<Locks | undefined> {
  try {
    return await load();
  } catch (error) {
    request.warn(`the store is not locked, since ${reasonOf(error)}${UNLOCKED}`);
    return undefined;
  }
}

/** Why there are no locks; the executable has to write their library into a file before it can load it. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'MODULE_NOT_FOUND';
  if (code === 'MODULE_NOT_FOUND') return 'there are no locks for this platform';
  return `the library that locks cannot be loaded (${code})`;
}

/**
 * Whether the lock was taken: false where locks are not supported. Throws a Problem when the lock is not free
 * by `end`, or its state cannot be determined: a write without it could lose another process's write.
 */
async function isTaken(descriptor: number, locks: Locks, end: number): Promise<boolean> {
  try {
    // The kernel's own wait: those who try again and again starve each other.
    if (!locks.tryLock(descriptor, ...RANGE)) await waitUntil(end, descriptor, locks);
    return true;
  } catch (error) {
    const code = codeOfAddon(error);
    if (code === undefined) throw error;
    if (NO_LOCKS.includes(code)) return false;
    // A signal came before anything was decided.
    if (code === 'EINTR') return isTaken(descriptor, locks, end);
    throw new Problem(
      'store',
      `the store cannot be locked: ${describeSystemCode(code)}; nothing was changed`,
    );
  }
}

/** The system's code in an error of the addon, which has nothing else that Node's own errors have. */
function codeOfAddon(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? namedCode(String(error.code)) : '';
  return /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

async function waitUntil(end: number, descriptor: number, locks: Locks): Promise<void> {
  const wait = locks.waitForLock(descriptor, ...RANGE);
  const alarm = new AbortController();
  const late = setTimeout(Math.max(0, end - performance.now()), 'late' as const, { signal: alarm.signal });
  try {
    if ((await Promise.race([wait, late])) !== 'late') return;
  } finally {
    alarm.abort();
  }
  const problem = locked(descriptor);
  // Nothing ends the wait: should it end with the lock, the next one gets it at once.
  const done = () => close(descriptor);
  void wait.then(done, done);
  throw problem;
}

function locked(descriptor: number): Problem {
  return new Problem(
    'store',
    `the store is locked by ${describeHolder(descriptor)}; nothing was changed`,
    'try again, or wait longer with --lock-timeout SECONDS',
  );
}

/** Whether the file that was locked is the one that others will open. */
function isStill(path: string, descriptor: number): boolean {
  const there = lstatSync(path, { throwIfNoEntry: false });
  const ours = fstatSync(descriptor);
  return there?.ino === ours.ino && there.dev === ours.dev;
}

function held(descriptor: number, processId: number): StoreLock {
  tell(descriptor, processId);
  return {
    isHeld: true,
    release() {
      tell(descriptor, undefined);
      close(descriptor);
    },
  };
}

/** What was done under the lock is done: an error of the disk now must not be its outcome. */
function close(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // Then the lock ends with this process.
  }
}

/** Shows who holds the lock to those who wait; a full disk must not prevent holding or releasing it. */
function tell(descriptor: number, processId: number | undefined): void {
  try {
    writeHolder(descriptor, processId);
  } catch {
    // Then the message says less.
  }
}

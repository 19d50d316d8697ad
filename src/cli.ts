import {
  closeSync,
  constants,
  createReadStream,
  fstatSync,
  openSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Context, Input, Output } from './context.ts';
import { systemNow } from './domain/instant.ts';
import { exitCodes } from './exit-code.ts';
import { keyFiles } from './files/key-files.ts';
import { main } from './main.ts';
import { Problem } from './problem.ts';
import { inquirerPrompt } from './prompts/inquirer-prompt.ts';
import type { StoreEnvironment } from './stores/json-file/open-store.ts';
import { renderWarning } from './terminal/problem.ts';
import { styleFor } from './terminal/style.ts';
import type { ThreadProgram } from './threads/thread-evaluators.ts';
import type { LineSource } from './usecases/verify/batch/batch.ts';

/** How long to wait before a descriptor that is not ready is tried again. */
const RETRY_MILLISECONDS = 5;

// Stands until main says how it ended: whatever keeps it from doing so is a bug.
process.exitCode = exitCodes.bug;
const interrupt = () => process.exit(exitCodes.interrupted);
process.on('SIGINT', interrupt);
// Everything is written by then; what still waits, as for a lock that came too late, is for nobody.
void main(process.argv.slice(2), processContext()).then((exitCode) => process.exit(exitCode));

/** The real world. Whatever costs time at a start is loaded and looked up when it is asked for. */
function processContext(): Context {
  const stderr = output(2);
  const warn = (text: string) => stderr.write(renderWarning(text, styleFor(stderr, process.env, 'auto')));
  return {
    stdin: {
      get isTerminal() {
        return isTerminal(0);
      },
      read: (limitBytes) => endedByCtrlC(() => readAll(0, limitBytes)),
    } satisfies Input,
    stdout: output(1),
    stderr,
    env: process.env,
    get cwd() {
      return workingDirectory();
    },
    get systemUser() {
      return systemUser();
    },
    now: systemNow,
    readFile,
    fileMode,
    keyFiles,
    async reportFiles() {
      const { reportFiles } = await import('./files/report-files.ts');
      return reportFiles(process.geteuid?.(), systemNow);
    },
    async openStore(request) {
      const { storeOpener } = await import('./stores/json-file/open-store.ts');
      return storeOpener({ ...storeEnvironment(), warn })(request);
    },
    async openHistory(request) {
      const { historyOpener } = await import('./stores/json-file/open-store.ts');
      return historyOpener({ ...storeEnvironment(), warn })(request);
    },
    batch: {
      get cores() {
        return availableParallelism();
      },
      openLines,
      async readChunks(source) {
        return (await import('./threads/read-chunks.ts')).readChunks(source);
      },
      async startEvaluators(order) {
        const { startEvaluators } = await import('./threads/start-evaluators.ts');
        return startEvaluators(order, threadProgram);
      },
    },
    prompt: inquirerPrompt(() => ({
      input: process.stdin,
      output: process.stderr,
      isColoured: !process.env.NO_COLOR && process.env.TERM !== 'dumb',
      isTraced: Boolean(process.env.NODE_DEBUG),
    })),
  };
}

/** What the threads of a batch run, which the build puts beside the program, or into the executable with it. */
async function threadProgram(): Promise<ThreadProgram> {
  const { getAsset, isSea } = await import('node:sea');
  const name = 'worker-thread.cjs';
  return isSea() ? { text: getAsset(name, 'utf8') } : { file: join(__dirname, name) };
}

function storeEnvironment(): StoreEnvironment {
  const { env, pid: processId } = process;
  return { env, cwd: workingDirectory(), processId, userId: process.geteuid?.() };
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch {
    throw new Problem('usage', 'the working directory is gone', 'change to a folder that exists');
  }
}

/** The user's name; a container may run under a number that has none. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env.USER ?? `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

function readFile(path: string, limitBytes: number, only?: 'regular files'): Uint8Array {
  return endedByCtrlC(() => {
    const descriptor = only === undefined ? openSync(path, 'r') : openRegular(path);
    try {
      return readAll(descriptor, limitBytes);
    } finally {
      closeSync(descriptor);
    }
  });
}

function fileMode(path: string): number | undefined {
  if (process.platform === 'win32') return undefined;
  try {
    const status = statSync(path);
    return status.isFile() ? status.mode & 0o777 : undefined;
  } catch {
    // Whoever reads the file says what is wrong with it.
    return undefined;
  }
}

/** Tokens, unlike secrets, may come by a stream, which waits without keeping signals and output waiting. */
function openLines(path: string): LineSource {
  const descriptor = path === '-' ? 0 : openSync(path, 'r');
  const status = fstatSync(descriptor);
  if (status.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  if (path === '-') return { kind: 'stream', chunks: process.stdin };
  if (status.isFile()) return { kind: 'file', descriptor, sizeBytes: status.size };
  // A pipe that nobody writes to would keep a thread of fs waiting, and that the process from ending.
  const chunks =
    status.isFIFO() || status.isSocket()
      ? new (process.getBuiltinModule('node:net').Socket)({ fd: descriptor, writable: false })
      : createReadStream('', { fd: descriptor });
  return { kind: 'stream', chunks };
}

function openRegular(path: string): number {
  // Without blocking: a named pipe that nobody writes to would never open.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const status = fstatSync(descriptor);
  // Reading a folder says by itself what is wrong.
  if (status.isFile() || status.isDirectory()) return descriptor;
  closeSync(descriptor);
  throw Object.assign(new Error('not a regular file'), { code: 'EFTYPE', syscall: 'open' });
}

/** Runs what may wait without end: while it waits no handler can run, and without one Ctrl-C ends the program. */
function endedByCtrlC<T>(act: () => T): T {
  process.off('SIGINT', interrupt);
  try {
    return act();
  } finally {
    process.on('SIGINT', interrupt);
  }
}

/** Reads to the end, or one byte past the limit, synchronously: streams leave secrets in traces. */
function readAll(descriptor: number, limitBytes: number): Uint8Array {
  const bytes = new Uint8Array(limitBytes + 1);
  let length = 0;
  while (length < bytes.length) {
    const count = readSome(descriptor, bytes, length);
    if (count === 0) break;
    length += count;
  }
  return bytes.subarray(0, length);
}

function readSome(descriptor: number, bytes: Uint8Array, offset: number): number {
  for (;;) {
    try {
      return readSync(descriptor, bytes, offset, bytes.length - offset, null);
    } catch (error) {
      const code = errorCode(error);
      // Windows tells the end of a pipe by an error.
      if (code === 'EOF') return 0;
      // Node itself makes every call but a read again after a signal.
      if (code === 'EINTR') continue;
      if (code !== 'EAGAIN') throw error;
      pause();
    }
  }
}

/** Whether a descriptor is a terminal. To ask loads node:tty, which is slow; only a character device can be one. */
function isTerminal(descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice() && process.getBuiltinModule('node:tty').isatty(descriptor);
}

/** Writes at once and wholly, so that nothing is lost at the end and order is kept. */
function output(descriptor: 1 | 2): Output {
  let isClosed = false;
  function writeWholly(bytes: Uint8Array): void {
    let offset = 0;
    while (offset < bytes.length && !isClosed) {
      try {
        offset += writeSync(descriptor, bytes, offset);
      } catch (error) {
        const code = errorCode(error);
        if (code === 'EAGAIN') {
          pause();
        } else {
          // The reader has gone (what is done is done, and the rest is for nobody), or there is
          // nowhere left to complain.
          isClosed = true;
          if (code !== 'EPIPE' && descriptor === 1) throw unwritable(code);
        }
      }
    }
  }
  return {
    get isTerminal() {
      return isTerminal(descriptor);
    },
    get columns() {
      if (!isTerminal(descriptor)) return undefined;
      return (descriptor === 1 ? process.stdout : process.stderr).columns;
    },
    get isClosed() {
      return isClosed;
    },
    write(text) {
      // What is written of a batch may wait for its reader without end.
      if (typeof text === 'string') writeWholly(new TextEncoder().encode(text));
      else endedByCtrlC(() => writeWholly(text));
    },
  };
}

function unwritable(code: string | undefined): Problem {
  return new Problem(
    'usage',
    `the output cannot be written (${code}); what the command does to the store is done`,
    'send the output elsewhere',
  );
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MILLISECONDS);
}

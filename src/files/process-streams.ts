import { fstatSync, writeSync } from 'node:fs';
import type { Input, Output } from '../context.ts';
import { Problem } from '../problem.ts';
import type { Interruptible } from './interruptible.ts';
import { pause } from './pause.ts';
import { readAll } from './read-file.ts';

/** The parts of the process that its streams need. */
type Host = Pick<NodeJS.Process, 'stdout' | 'stderr' | 'getBuiltinModule'>;

/** What is piped into the process. */
export function processInput(host: Host, interruptible: Interruptible): Input {
  return {
    get isTerminal() {
      return isTerminal(host, 0);
    },
    read: (limitBytes) => interruptible(() => readAll(0, limitBytes)),
  };
}

/** An output of the process: writes at once and wholly, so that nothing is lost at the end and order is kept. */
export function processOutput(host: Host, descriptor: 1 | 2, interruptible: Interruptible): Output {
  let isClosed = false;
  function writeWholly(bytes: Uint8Array): void {
    let offset = 0;
    while (offset < bytes.length && !isClosed) {
      try {
        offset += writeSync(descriptor, bytes, offset);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
        if (code === 'EAGAIN') {
          pause();
        } else {
          // Either the reader has gone, and what the command did stays done, or there is no place left to complain.
          isClosed = true;
          if (code !== 'EPIPE' && descriptor === 1) throw unwritable(code);
        }
      }
    }
  }
  return {
    get isTerminal() {
      return isTerminal(host, descriptor);
    },
    get columns() {
      if (!isTerminal(host, descriptor)) return undefined;
      return (descriptor === 1 ? host.stdout : host.stderr).columns;
    },
    get isClosed() {
      return isClosed;
    },
    write(text) {
      // The output of a batch may wait for its reader without end.
      if (typeof text === 'string') writeWholly(new TextEncoder().encode(text));
      else interruptible(() => writeWholly(text));
    },
  };
}

/** Whether a descriptor is a terminal. To ask loads node:tty, which is slow; only a character device can be one. */
function isTerminal({ getBuiltinModule }: Host, descriptor: number): boolean {
  return fstatSync(descriptor).isCharacterDevice() && getBuiltinModule('node:tty').isatty(descriptor);
}

function unwritable(code: string | undefined): Problem {
  return new Problem(
    'usage',
    `the output cannot be written (${code}); what the command does to the store is done`,
    'send the output elsewhere',
  );
}

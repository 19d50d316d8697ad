// Runs a command so that its calls of node:fs on its folder are counted, and one of them fails if it should.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from './trial.js';

const PRELOAD = fileURLToPath(new URL('fault-preload.cjs', import.meta.url));

/**
 * Which call fails, and how: `at` counts from 1, or is the name of a call, the first of which is meant; `kind`
 * is an error code, a signal, `short` (half is read or written) or `lost` (a write that writes nothing and
 * says otherwise); with `isLasting` every later call fails as well.
 * @typedef {{ at: number | string, kind: string, isLasting?: boolean }} Fault
 */

/**
 * A call: its name without `Sync`, its file relative to the folder, whether it was made to fail, and when it
 * was made (milliseconds since 1970).
 * @typedef {{ call: string, path: string, isHit: boolean, time: number }} NodeCall
 */

/**
 * Starts a command in its folder; its calls are written to the file `log`.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @param {string} log
 * @param {Fault} [fault]
 * @returns {ReturnType<typeof start>}
 */
export function startCounted(command, folder, log, fault) {
  return start(command.argv, folder, {
    nodeFlags: ['--require', PRELOAD],
    env: { JWTADM_FAULT: JSON.stringify({ folder, log, ...fault }) },
    stdin: command.stdin,
  });
}

/**
 * The calls in a log so far; none where the process has not come so far as to begin it.
 * @param {string} log
 * @returns {NodeCall[]}
 */
export function readCalls(log) {
  if (!existsSync(log)) return [];
  const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line));
}

/**
 * Runs a command in its folder to its end.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @param {Fault} [fault]
 * @returns {Promise<{ outcome: import('./trial.js').Outcome, calls: NodeCall[] }>}
 */
export async function runCounted(command, folder, fault) {
  const outside = mkdtempSync(join(tmpdir(), 'jwtadm-calls-'));
  const log = join(outside, 'log');
  try {
    const outcome = await startCounted(command, folder, log, fault).ended;
    return { outcome, calls: readCalls(log) };
  } finally {
    rmSync(outside, { recursive: true });
  }
}

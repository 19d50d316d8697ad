// Runs a command so that its calls of node:fs on its folder are counted, and one of them fails if it should.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './trial.js';

const PRELOAD = fileURLToPath(new URL('fault-preload.cjs', import.meta.url));

/**
 * Which call fails, and how: `at` counts from 1; `kind` is an error code, a signal, `short` (half is read or
 * written) or `lost` (a write that writes nothing and says otherwise); with `isLasting` every later call
 * fails as well.
 * @typedef {{ at: number, kind: string, isLasting?: boolean }} Fault
 */

/**
 * A call: its name without `Sync`, its file relative to the folder, whether it was made to fail, and when it
 * was made (milliseconds since 1970).
 * @typedef {{ call: string, path: string, isHit: boolean, time: number }} NodeCall
 */

/**
 * Runs a command in its folder.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @param {Fault} [fault]
 * @returns {Promise<{ outcome: import('./trial.js').Outcome, calls: NodeCall[] }>}
 */
export async function runCounted(command, folder, fault) {
  const outside = mkdtempSync(join(tmpdir(), 'jwtadm-calls-'));
  const log = join(outside, 'log');
  try {
    const outcome = await run(command.argv, folder, {
      nodeFlags: ['--require', PRELOAD],
      env: { JWTADM_FAULT: JSON.stringify({ folder, log, ...fault }) },
      stdin: command.stdin,
    });
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    return { outcome, calls: lines.map((line) => JSON.parse(line)) };
  } finally {
    rmSync(outside, { recursive: true });
  }
}

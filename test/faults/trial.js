// Runs jwtadm in a folder that is set up for a writing command.
import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program under trial: the built one, or that of $JWTADM_BIN. */
export const BIN = process.env.JWTADM_BIN ?? fileURLToPath(new URL('../../bin/jwtadm.js', import.meta.url));

/**
 * How a run ended.
 * @typedef {{ code: number | null, signal: string | null, stdout: string, stderr: string }} Outcome
 */

/**
 * Starts jwtadm in a folder. `wrapper` stands before `node` on the command line, `nodeFlags` behind it, and
 * `stdin` is the path of the file that is piped in.
 * @param {readonly string[]} argv
 * @param {string} folder
 * @param {{ wrapper?: readonly string[], nodeFlags?: readonly string[], env?: object, stdin?: string }} [options]
 * @returns {{ child: import('node:child_process').ChildProcess, ended: Promise<Outcome> }}
 */
export function start(argv, folder, { wrapper = [], nodeFlags = [], env = {}, stdin } = {}) {
  const [program = '', ...rest] = [...wrapper, process.execPath, ...nodeFlags, BIN, ...argv];
  const input = stdin === undefined ? undefined : openSync(join(folder, stdin), 'r');
  const child = spawn(program, rest, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: [input ?? 'ignore', 'pipe', 'pipe'],
  });
  if (input !== undefined) closeSync(input);
  return { child, ended: outcomeOf(child) };
}

function outcomeOf(child) {
  const told = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr']) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      told[stream] += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...told }));
  });
}

/**
 * Runs jwtadm to its end, see {@link start}.
 * @param {Parameters<typeof start>} args
 * @returns {Promise<Outcome>}
 */
export function run(...args) {
  return start(...args).ended;
}

/**
 * Does something in a folder that is set up for a command, and goes with it.
 * @template T
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {(folder: string) => Promise<T>} act
 * @param {string} [within] where the folder is made
 * @returns {Promise<T>}
 */
export async function inFolder(command, act, within = tmpdir()) {
  const folder = realpathSync(mkdtempSync(join(within, 'jwtadm-fault-')));
  try {
    setUp(command, folder);
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function setUp({ files = {}, links = {}, ownerId, store }, folder) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { mode: 0o600 });
  }
  for (const [path, target] of Object.entries(links)) symlinkSync(target, join(folder, path));
  if (ownerId === undefined) return;
  for (const path of [folder, join(folder, store)]) chownSync(path, ownerId, ownerId);
}

/**
 * Does something with each item, `jobs` at a time; the results are in the items' order.
 * @template T, R
 * @param {readonly T[]} items
 * @param {number} jobs
 * @param {(item: T) => Promise<R>} act
 * @returns {Promise<R[]>}
 */
export async function inParallel(items, jobs, act) {
  const results = [];
  const waiting = [...items.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await act(next[1]);
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

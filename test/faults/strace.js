// strace as it is used here: the calls that a command makes on its folder, and a run in which one of them
// fails. Calls are counted in the main thread, in which jwtadm does all its reading and writing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { run } from './trial.js';

/** What is no use of the store: the process itself, and what Node does with the stdin it was given but to read it. */
const ELSEWHERE = /^(?:execve|getcwd)\(|^(?!read\()\w+\(0</;

/**
 * A call of the system on the folder: its name, the file, its place among all calls of that name (`nth`)
 * and among those on the file (`place`), both from 1, and what strace shows of it.
 * @typedef {{ name: string, file: string, nth: number, place: number, text: string }} SystemCall
 */

/** Whether strace is there and may trace. */
export function canTrace() {
  return spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
}

/**
 * Runs a command and lists its calls on the folder.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @returns {Promise<SystemCall[]>}
 */
export async function recordCalls(command, folder) {
  const { lines } = await trace(command, folder, ['-f', '-e', 'trace=%file,%desc']);
  const threads = lines.map((line) => /^(\d+) +(.*)$/.exec(line)).filter((match) => match !== null);
  const main = threads[0]?.[1];
  const stray = threads.find(([, thread, text]) => thread !== main && fileOf(text, folder) !== undefined);
  if (stray) throw new Error(`another thread than the main one uses the store: ${stray[0]}`);
  const calls = callsOf(
    threads.filter(([, thread]) => thread === main).map(([, , text]) => text),
    folder,
  );
  return calls.filter(({ file }) => file !== undefined);
}

/**
 * Runs a command in which one call fails as strace's `inject` says, for example `error=EIO`; undefined when
 * the count met another call.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @param {SystemCall} call
 * @param {string} fault
 * @returns {Promise<import('./trial.js').Outcome | undefined>}
 */
export async function runWithFault(command, folder, { name, file, nth, place }, fault) {
  // Node wakes its main thread now and then, which reads what woke it: only the reads of the file are counted.
  const isByFile = name === 'read';
  const only = isByFile ? ['--quiet=path-resolution', '-P', join(folder, file)] : [];
  const inject = `inject=${name}:${fault}:when=${isByFile ? place : nth}`;
  const { lines, outcome } = await trace(command, folder, [...only, '-e', `trace=${name}`, '-e', inject]);
  const met = callsOf(lines, folder).filter(({ text }) => / = \?$|\(INJECTED\)$/.test(text));
  return met.length === 1 && met[0]?.file === file && met[0].place === place ? outcome : undefined;
}

async function trace(command, folder, options) {
  const outside = mkdtempSync(join(tmpdir(), 'jwtadm-trace-'));
  const file = join(outside, 'trace');
  try {
    const wrapper = ['strace', '-y', '-o', file, ...options];
    const outcome = await run(command.argv, folder, { wrapper, stdin: command.stdin });
    return { outcome, lines: readFileSync(file, 'utf8').split('\n') };
  } finally {
    rmSync(outside, { recursive: true });
  }
}

/** The calls of one thread, in order; those that are not on the folder have no file. */
function callsOf(lines, folder) {
  const counts = new Map();
  const next = (key) => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts.get(key);
  };
  return lines.flatMap((text) => {
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name === undefined) return [];
    const file = fileOf(text, folder);
    return [{ name, file, nth: next(name), place: next(`${name} ${file}`), text }];
  });
}

/** The file in the folder that a call is on; a temporary file has another name each time. */
function fileOf(text, folder) {
  // The working directory stands in every call that takes a path, also where that starts there.
  const told = text.replaceAll(/AT_FDCWD<([^>]*)>, "(?!\/)/g, '"$1/').replaceAll(/AT_FDCWD<[^>]*>/g, '');
  const path = ELSEWHERE.test(told) ? undefined : /["<](\/[^">]*)[">]/.exec(told)?.[1];
  if (path !== folder && !path?.startsWith(`${folder}/`)) return undefined;
  return relative(folder, path).replace(/[0-9a-f]{16}\.tmp$/, '*.tmp');
}

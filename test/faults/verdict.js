// What is wrong with what a command leaves behind when something failed: the store must be the old one or
// the new one, the exit code and the messages must say which, and the next change must find nothing in its way.

import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { inFolder, run } from './trial.js';
import { SECRET } from './writing-commands.js';

/**
 * A file, folder or link: what is in it, or where it leads, its mode and its owner.
 * @typedef {{ content: string, mode: number, uid: number, gid: number }} Entry
 */

/**
 * What is to be expected of a command: what was there before it, and two stores that came of it.
 * @typedef {{ before: Map<string, Entry>, made: readonly Entry[] }} Expectation
 */

/**
 * What failed: `place` tells where, `isHarmless` that the command must succeed all the same, `isLasting` that
 * what is left over cannot be removed, either.
 * @typedef {{ place: string, isHarmless?: boolean, isLasting?: boolean }} Failure
 */

/**
 * Runs a command twice without a fault, to learn what it makes.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @returns {Promise<Expectation>}
 */
export async function learn(command) {
  const learnOnce = () =>
    inFolder(command, async (folder) => {
      const before = snapshot(folder);
      const { code, stderr } = await run(command.argv, folder, { stdin: command.stdin });
      if (code !== 0) throw new Error(`${command.name} does not even work: ${stderr}`);
      return { before, made: snapshot(folder).get(command.store) };
    });
  const first = await learnOnce();
  // Moments that are written in whole seconds must differ, too, or they would not be known for moments.
  await sleep(1000 - (Date.now() % 1000));
  const rounds = [first, await learnOnce()];
  return { before: rounds[0].before, made: rounds.map(({ made }) => made) };
}

/**
 * What is wrong after a run in which something failed, sentence by sentence; empty when all is well.
 * @param {import('./writing-commands.js').WritingCommand} command
 * @param {string} folder
 * @param {Expectation} expectation
 * @param {import('./trial.js').Outcome} outcome
 * @param {Failure} failure
 * @param {typeof run} [runNext] what runs the next change
 * @returns {Promise<string[]>}
 */
export async function evaluate(command, folder, expectation, outcome, failure, runNext = run) {
  const after = snapshot(folder);
  const complaints = [
    ...evaluateStore(command, expectation, after, outcome),
    ...evaluateMessages(command, outcome, failure),
    ...checkFolder(command, expectation, after, outcome, failure),
  ].map((complaint) => `${complaint}\n${outcome.stderr}`.trimEnd());
  // Nothing else can leave anything in the next change's way that was not seen here.
  if (outcome.signal !== 'SIGKILL' && !failure.isLasting) return complaints;
  return [...complaints, ...(await evaluateNext(command, folder, expectation, runNext))];
}

function evaluateStore({ store: path }, { before, made }, after, { code, signal }) {
  const store = after.get(path);
  const isOld = isDeepStrictEqual(store, before.get(path));
  const isNew = isMadeLike(store, made);
  if (signal === 'SIGKILL') return isOld || isNew ? [] : ['the store is neither the old nor the new one'];
  if (code === 0) return isNew ? [] : ['exit code 0, but the store is not the new one'];
  return isOld ? [] : [`exit code ${code ?? signal}, but the store is not the old one`];
}

function evaluateMessages(command, { code, signal, stdout, stderr }, { place, isHarmless }) {
  const told = stdout + stderr;
  const isKilled = signal === 'SIGKILL';
  const failureCodes = failureCodesAt(command, place);
  return listTrue([
    [!isKilled && code !== 0 && !failureCodes.includes(code), `exit code ${code ?? signal}`],
    [isHarmless && code !== 0, 'it failed, and need not have'],
    [!isKilled && code !== 0 && !/^error: ./m.test(stderr), 'no message says what went wrong'],
    [!isKilled && code !== 0 && stdout !== '', 'it printed a result although it failed'],
    [told.includes(SECRET), 'the output shows a secret'],
    [/a bug in jwtadm|node:internal|^ +at .*:\d+:\d+/m.test(told), 'a bug or a stack trace is shown'],
    [/Unknown system error/.test(told), 'an error of the system has no name'],
  ]);
}

/** A fault in what a flag names is a usage error, as far as it is the system that tells of it. */
function failureCodesAt({ input, keyFile }, place) {
  // Where the folder itself is looked at, it may be for either file.
  if (keyFile !== undefined && (place.includes(keyFile) || ['', '.'].includes(place))) return [2, 4];
  return input !== undefined && place.includes(input) ? [2] : [4];
}

function checkFolder(command, { before }, after, { code, signal, stderr }, { isLasting = false }) {
  const isNew = !isDeepStrictEqual(after.get(command.store), before.get(command.store));
  const left = signal === 'SIGKILL' || isLasting ? [] : leftovers(command, before, after, isNew);
  const { store } = command;
  const paths = [...after.keys()];
  const brokenGenerations = paths.filter(
    (path) => path.startsWith(`${store}.bak.`) && parse(after.get(path).content)?.version !== 1,
  );
  const records = (after.get(`${store}.history`)?.content ?? '').split('\n').slice(0, -1);
  return listTrue([
    [left.length > 0, `left over: ${left}`],
    [isNew && !isKeyWhole(command, after), 'the store is the new one without the private key'],
    [brokenGenerations.length > 0, `not whole: ${brokenGenerations}`],
    [code === 0 && !stderr.includes('history') && !records.every(parse), 'the history has a broken line'],
    ...changedBystanders(store, before, after).map((path) => [true, `${path} was changed`]),
  ]);
}

function listTrue(complaints) {
  return complaints.filter(([isTrue]) => isTrue).map(([, complaint]) => complaint);
}

/** What is wrong with the next change of the store. */
async function evaluateNext(command, folder, { before }, runNext) {
  const argv = ['create', 'Next', '--username-field', 'sub', '--secret-ref', 'env:NONE'];
  const { code, stderr } = await runNext([...argv, '--config', command.store], folder);
  const after = snapshot(folder);
  // The file of a private key stays where it was made in vain by who was killed then.
  const left = leftovers(command, before, after, true);
  const names = parse(after.get(command.store)?.content)?.configurations.map(({ name }) => name);
  return listTrue([
    [code !== 0, `the next change ended with exit code ${code}: ${stderr}`],
    [!names?.includes('Next'), 'the next change is not in the store'],
    [left.length > 0, `left over after the next change: ${left}`],
  ]);
}

/**
 * Everything in a folder, by path.
 * @param {string} folder
 * @returns {Map<string, Entry>}
 */
export function snapshot(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const { mode, uid, gid } = lstatSync(path);
      return [relative(folder, path), { mode, uid, gid, content: contentOf(entry, path) }];
    }),
  );
}

function contentOf(entry, path) {
  if (entry.isSymbolicLink()) return readlinkSync(path);
  return entry.isFile() ? readFileSync(path, 'utf8') : '';
}

/** Whether a store is like those that were made without a fault: what is the same in both is the same in it. */
function isMadeLike(store, [one, other]) {
  if (!store) return false;
  const { content, ...rest } = store;
  const { content: expected, ...expectedRest } = one;
  return isDeepStrictEqual(rest, expectedRest) && fits(parse(content), parse(expected), parse(other.content));
}

function fits(value, one, other) {
  if (isDeepStrictEqual(one, other)) return isDeepStrictEqual(value, one);
  if (!isObject(one) || !isObject(other)) return typeof value === typeof one;
  const keys = Object.keys(one);
  return (
    isObject(value) &&
    isDeepStrictEqual(Object.keys(value), keys) &&
    keys.every((key) => fits(value[key], one[key], other[key]))
  );
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKeyWhole({ keyFile }, after) {
  const text = keyFile === undefined ? undefined : (after.get(keyFile)?.content ?? '');
  return text === undefined || /^-----BEGIN PRIVATE KEY-----\n[^-]+\n-----END PRIVATE KEY-----\n$/.test(text);
}

/**
 * What lies there and was not there before, other than the store, its folders, what is kept beside it, and the
 * file of a private key if there may be one.
 */
function leftovers({ store, keyFile }, before, after, mayHaveKey) {
  const isKept = (path) =>
    path.startsWith(store) && /^(\.(lock|history|bak\.\d+))?$/.test(path.slice(store.length));
  return [...after.keys()].filter(
    (path) =>
      !before.has(path) &&
      !isKept(path) &&
      !dirname(store).startsWith(path) &&
      !(mayHaveKey && path === keyFile),
  );
}

/** What was there before, is not the store, and is no longer what it was. */
function changedBystanders(store, before, after) {
  return [...before.keys()].filter(
    (path) => path !== store && !isDeepStrictEqual(before.get(path), after.get(path)),
  );
}

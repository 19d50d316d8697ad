import { describe, expect, it } from 'vitest';
import { type NodeCall, runCounted } from '../faults/node-calls.js';
import { inFolder, inParallel } from '../faults/trial.js';
import { evaluate, learn } from '../faults/verdict.js';
import { writingCommands } from '../faults/writing-commands.js';
import { run } from '../support/run.ts';

/** Some fifty runs in one test; a busy machine may need this long. */
const timeout = 180_000;

/** The calls that may leave a folder in another state than they find it in. */
const CHANGING = ['chmod', 'fchmod', 'fchown', 'link', 'mkdir', 'open', 'rename', 'rm', 'write'];

/** What is known of each command once it was needed. */
const lessons = new Map<string, ReturnType<typeof learnCalls>>();

async function learnCalls(name: string) {
  const command = writingCommands.find((each) => each.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  const { calls } = await inFolder(command, (folder) => runCounted(command, folder));
  return { command, calls, expectation: await learn(command) };
}

/** The next change of a store, in this process, which takes less time. */
async function runNext(argv: readonly string[], folder: string) {
  const { exitCode, stdout, stderr } = await run(argv, { folder });
  return { code: exitCode, signal: null, stdout, stderr };
}

/** Lets each call that is meant fail, one a run. Returns the calls that failed, and what was wrong then. */
async function failEach(name: string, kind: string, isMeant: (call: string) => boolean) {
  const lesson = lessons.get(name) ?? learnCalls(name);
  lessons.set(name, lesson);
  const { command, calls, expectation } = await lesson;
  const meant = [...calls.entries()].filter(([, { call }]) => isMeant(call));
  const hits: NodeCall[] = [];
  const complaints = await inParallel(meant, 3, ([index, { call, path }]) =>
    inFolder(command, async (folder) => {
      const { outcome, calls } = await runCounted(command, folder, { at: index + 1, kind });
      hits.push(...calls.filter(({ isHit }) => isHit));
      const failure = { place: path, isHarmless: kind === 'EINTR' || kind === 'short' };
      const found = await evaluate(command, folder, expectation, outcome, failure, runNext);
      return found.map((text) => `${kind} at ${call} ${path}: ${text}`);
    }),
  );
  // A fault that is not met proves nothing.
  expect(hits.map(({ call }) => call).sort()).toEqual(meant.map(([, { call }]) => call).sort());
  return { calls: [...new Set(hits.map(({ call }) => call))], complaints: complaints.flat() };
}

describe('the built program leaves the old store or the new one, says which, and leaves nothing over', () => {
  it('when the disk is full at any call', { timeout }, async () => {
    const { calls, complaints } = await failEach('create from stdin', 'ENOSPC', () => true);
    expect(complaints).toEqual([]);
    expect(calls).toEqual(expect.arrayContaining(['close', 'fsync', 'open', 'read', 'rename', 'write']));
  });

  it.each(['create from stdin', 'create in a new store', 'restore'])(
    'when %s is killed before any call that changes something',
    { timeout },
    async (name) => {
      const { calls, complaints } = await failEach(name, 'SIGKILL', (call) => CHANGING.includes(call));
      expect(complaints).toEqual([]);
      expect(calls).toEqual(expect.arrayContaining(['fchmod', 'open', 'rename', 'write']));
    },
  );

  it.each([
    ['reads or writes less than it was told to', 'short', ['read', 'write']],
    ['says that it has written what it has not', 'lost', ['write']],
    ['is interrupted in its reading by a signal', 'EINTR', ['read']],
  ])('when the system %s', { timeout }, async (_, kind, names) => {
    const { calls, complaints } = await failEach('create from stdin', kind, (call) => names.includes(call));
    expect([complaints, calls.sort()]).toEqual([[], names]);
  });
});

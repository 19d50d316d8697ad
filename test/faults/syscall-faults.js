// Lets every call of the system that a writing command makes on the store's folder fail in every way, one
// a run: by error, by SIGKILL, by writing less than it was told to. The store must be the old one or the
// new one each time, and the next change must succeed and leave nothing over.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { runCounted } from './node-calls.js';
import { canTrace, recordCalls, runWithFault } from './strace.js';
import { inFolder, inParallel } from './trial.js';
import { evaluate, learn } from './verdict.js';
import { commandsHere } from './writing-commands.js';

const ERRORS = ['EIO', 'ENOSPC', 'EDQUOT', 'EINTR'];
const WRITES = ['write', 'pwrite64'];

/** How often a run is made again in which the count met another call. */
const TRIES = 40;

const HELP = `node test/faults/syscall-faults.js [--only TEXT] [--jobs N]

  --only TEXT  commands whose names contain TEXT: ${commandsHere.map(({ name }) => name).join(', ')}
  --jobs N     how many runs at once (default: the number of processors)
`;

const { values } = parseArgs({
  options: { only: { type: 'string', default: '' }, jobs: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  process.stdout.write(HELP);
} else if (canTrace()) {
  await tryAll(
    commandsHere.filter(({ name }) => name.includes(values.only)),
    Number(values.jobs ?? availableParallelism()),
  );
} else {
  process.stdout.write('NOT RUN: there is no strace here that may trace.\n');
  process.exitCode = 1;
}

async function tryAll(commands, jobs) {
  const totals = new Map();
  const count = (outcome) => totals.set(outcome, (totals.get(outcome) ?? 0) + 1);
  for (const command of commands) {
    const expectation = await learn(command);
    const trials = [...(await systemTrials(command)), ...(await nodeTrials(command))];
    const bad = await inParallel(trials, jobs, (trial) => tryOnce(command, expectation, trial, count));
    for (const complaint of bad.flat()) process.stdout.write(`  ${complaint}\n`);
    process.stdout.write(`${command.name}: ${trials.length} faults, ${bad.flat().length} complaints\n`);
    if (bad.flat().length > 0) process.exitCode = 1;
  }
  for (const [outcome, times] of [...totals].sort()) process.stdout.write(`${times} × ${outcome}\n`);
}

/**
 * A fault to try: `start` runs the command with it in a folder, and returns undefined when it did not hit.
 * @typedef {object} Trial
 * @property {string} title
 * @property {(folder: string) => Promise<import('./trial.js').Outcome | undefined>} start
 * @property {import('./verdict.js').Failure} failure
 */

/** Every call of the system × every fault that strace can make. */
async function systemTrials(command) {
  const calls = await inFolder(command, (folder) => recordCalls(command, folder));
  return calls.flatMap((call) =>
    faultsOf(call).map((fault) => ({
      title: `${fault} at ${call.text}`,
      start: (folder) => runWithFault(command, folder, call, fault),
      failure: { place: call.file, isHarmless: fault === 'error=EINTR' },
    })),
  );
}

function faultsOf({ name, text }) {
  const errors = ERRORS.map((code) => `error=${code}`);
  // The disk says that it has taken everything, and has taken nothing.
  const lost = WRITES.includes(name) ? [`retval=${/= (\d+)$/.exec(text)?.[1]}`] : [];
  return [...errors, ...lost, 'signal=SIGKILL'];
}

/** What strace cannot do: reads and writes that really are short, and a disk that fails from a call on. */
async function nodeTrials(command) {
  const calls = await inFolder(command, async (folder) => (await runCounted(command, folder)).calls);
  return calls.flatMap(({ call, path }, index) => {
    const kinds = ['EIO', 'ENOSPC', ...(['read', 'write'].includes(call) ? ['short'] : [])];
    return kinds.map((kind) => {
      const isLasting = kind !== 'short';
      return {
        title: `${kind} ${isLasting ? 'from' : 'at'} call ${index + 1}: ${call} ${path}`,
        async start(folder) {
          const { outcome, calls } = await runCounted(command, folder, { at: index + 1, kind, isLasting });
          return calls.some(({ isHit }) => isHit) ? outcome : undefined;
        },
        failure: { place: path, isHarmless: kind === 'short', isLasting },
      };
    });
  });
}

/** What is wrong after a trial. */
async function tryOnce(command, expectation, trial, count) {
  for (let time = 0; time < TRIES; time += 1) {
    const complaints = await inFolder(command, async (folder) => {
      const outcome = await trial.start(folder);
      if (!outcome) return undefined;
      count(outcome.signal ?? `exit code ${outcome.code}`);
      return evaluate(command, folder, expectation, outcome, trial.failure);
    });
    if (complaints) return complaints.map((complaint) => `${trial.title}: ${complaint}`);
  }
  return [`${trial.title}: the fault never hit`];
}

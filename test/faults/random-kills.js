// Several writers change one store at the same time and are killed at random moments, many of them while they
// hold its lock. What was acknowledged must be in the store after each kill, and the store must be whole.
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { inFolder, run, start } from './trial.js';
import { snapshot } from './verdict.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    writers: { type: 'string', default: '4' },
    help: { type: 'boolean' },
  },
});

const HELP = `node test/faults/random-kills.js [--kills N] [--writers N]

  --kills N    how many processes are killed (default: 1000)
  --writers N  how many write at once (default: 4)
`;

const STORE = 'jwtadm.json';
const command = { name: 'init', argv: ['init', '--local'], store: STORE };

if (values.help) process.stdout.write(HELP);
else await inFolder(command, torture);

async function torture(folder) {
  await run(command.argv, folder);
  const tally = {
    runs: 0,
    kills: 0,
    killsOfHolders: 0,
    killsAfterRename: 0,
    acknowledged: 0,
    complaints: [],
  };
  const killer = watchForHolders(folder, tally);
  const writers = Array.from({ length: Number(values.writers) }, (_, index) => `W${index}`);
  await Promise.all(writers.map((writer) => write(folder, writer, killer, tally)));
  killer.stop();
  tally.complaints.push(...(await complaintsAtTheEnd(folder)));
  report(tally);
}

/** One writer: makes, changes and deletes configurations of its own until there were enough kills. */
async function write(folder, writer, killer, tally) {
  /** What must be in the store: Expiration Time by name. */
  const expected = new Map();
  for (let turn = 1; tally.kills < Number(values.kills); turn += 1) {
    const change = nextChange(expected, writer, turn);
    const { child, ended } = start([...change.argv, '--lock-timeout', '120'], folder);
    const endPlan = killer.plan(child);
    const outcome = await ended;
    endPlan(outcome.code);
    tally.runs += 1;
    tally.complaints.push(...settle(folder, expected, change, outcome, tally));
  }
}

/** A change: its arguments, and the configuration's Expiration Time after it, undefined when it is gone. */
function nextChange(expected, writer, turn) {
  const [name] = expected.keys();
  if (expected.size > 5) return { name, seconds: undefined, argv: ['delete', name, '--yes'] };
  const isNew = turn % 2 === 1 || name === undefined;
  const time = ['--expiration-time', String(turn)];
  if (!isNew) return { name, seconds: turn, argv: ['edit', name, ...time] };
  const argv = [
    'create',
    `${writer}-${turn}`,
    '--username-field',
    'sub',
    '--secret-ref',
    'env:NONE',
    ...time,
  ];
  return { name: `${writer}-${turn}`, seconds: turn, argv };
}

/** Notes what became of a change; returns what is wrong with the store after it. */
function settle(folder, expected, { name, seconds, argv }, { code, signal, stderr }, tally) {
  const times = readTimes(folder);
  if (!times) return ['the store is broken'];
  const set = (time) => (time === undefined ? expected.delete(name) : expected.set(name, time));
  const complaints = [];
  if (code === 0) {
    tally.acknowledged += 1;
    set(seconds);
  } else if (signal === 'SIGKILL') {
    tally.kills += 1;
    // Killed in between, it may have happened or not.
    if (times.get(name) === seconds) {
      tally.killsAfterRename += 1;
      set(seconds);
    }
  } else {
    complaints.push(`${argv.join(' ')} ended with exit code ${code ?? signal}: ${stderr}`);
  }
  for (const [each, time] of expected) {
    if (times.get(each) !== time) complaints.push(`${each} is ${times.get(each)} instead of ${time}`);
  }
  if (!expected.has(name) && times.has(name)) complaints.push(`${name} is there, and should not be`);
  return complaints;
}

/** The Expiration Times in the store by name; undefined when it is broken. */
function readTimes(folder) {
  try {
    const { configurations } = JSON.parse(readFileSync(join(folder, STORE), 'utf8'));
    return new Map(configurations.map(({ name, expirationTime }) => [name, expirationTime]));
  } catch {
    return undefined;
  }
}

/**
 * Kills most of the processes that it is given: half of them at any time of their lives, half as soon as, or
 * some time after, the lock file says that they hold the lock.
 */
function watchForHolders(folder, tally) {
  const lockFile = join(folder, `${STORE}.lock`);
  const holder = () => Number.parseInt(readFileSync(lockFile, 'latin1'), 10);
  const aims = new Map();
  const watcher = watch(folder, (_, name) => name === `${STORE}.lock` && aims.get(holder())?.());
  /** How long a run takes that nobody kills, in milliseconds. */
  let lifetime = 500;
  const kill = (child) => {
    if (child.exitCode !== null) return;
    if (holder() === child.pid) tally.killsOfHolders += 1;
    child.kill('SIGKILL');
  };
  return {
    /** Plans the death of a process; the plan must be ended when that has ended. */
    plan(child) {
      const born = performance.now();
      const chance = Math.random();
      let timer = chance < 0.4 ? setTimeout(kill, Math.random() * lifetime * 1.2, child) : undefined;
      if (chance > 0.6) {
        aims.set(child.pid, () => {
          aims.delete(child.pid);
          timer = setTimeout(kill, Math.random() ** 2 * lifetime * 0.3, child);
        });
      }
      return (code) => {
        clearTimeout(timer);
        aims.delete(child.pid);
        if (code === 0) lifetime = performance.now() - born;
      };
    },
    stop: () => watcher.close(),
  };
}

/** What is wrong once all is over, and one more change was made. */
async function complaintsAtTheEnd(folder) {
  const { code, stderr } = await run(
    ['create', 'Last', '--username-field', 'sub', '--generate-secret', '-q'],
    folder,
  );
  const names = [...snapshot(folder).keys()].filter(
    (path) => !/^jwtadm\.json(\.(lock|history|bak\.\d+))?$/.test(path),
  );
  return [
    ...(code === 0 ? [] : [`the last change ended with exit code ${code}: ${stderr}`]),
    ...names.map((name) => `left over: ${name}`),
  ];
}

function report({ runs, kills, killsOfHolders, killsAfterRename, acknowledged, complaints }) {
  for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
  process.stdout.write(
    `${runs} runs of ${values.writers} writers, ${kills} killed: ${killsOfHolders} held the lock, ${killsAfterRename} had written.\n` +
      `${acknowledged} acknowledged, ${complaints.length} complaints.\n`,
  );
  if (complaints.length > 0) process.exitCode = 1;
}

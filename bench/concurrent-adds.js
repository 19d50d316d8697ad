// How many processes at once add configurations to one store: whether all are kept, what that costs beside as
// many runs of a bare node, how long one has to wait, and how soon the lock of a killed holder is free.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { readCalls, startCounted } from '../test/faults/node-calls.js';
import { BIN, run } from '../test/faults/trial.js';

const HELP = `node bench/concurrent-adds.js [--processes N] [--adds N] [--rounds N] [--kills N]

  --processes N  how many processes add at the same time (default: 64)
  --adds N       how many configurations each of them adds, one a run (default: 100)
  --rounds N     into how many parts that is cut, each after as many runs of a bare node (default: 5)
  --kills N      how often a holder of the lock is killed while somebody waits for it (default: 20)
`;

const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '64' },
    adds: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    kills: { type: 'string', default: '20' },
    help: { type: 'boolean' },
  },
});
const [processes, adds, rounds, kills] = [values.processes, values.adds, values.rounds, values.kills].map(
  Number,
);

if (values.help) {
  process.stdout.write(HELP);
} else {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'jwtadm-bench-')));
  try {
    await measureAdds(join(folder, 'jwtadm.json'));
    await measureKills(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Adds with jwtadm and runs a bare node by turns, so that both meet the same machine. */
async function measureAdds(store) {
  const bare = { seconds: 0, runs: [] };
  const jwtadm = { seconds: 0, runs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const turns = upTo(adds).filter((turn) => turn % rounds === round);
    await timeAll(bare, turns, () => ['-e', '0']);
    await timeAll(jwtadm, turns, (lane, turn) => [BIN, ...createArguments(`P${lane}-${turn}`, store)]);
  }
  reportAdds(bare, jwtadm, store);
}

function createArguments(name, store) {
  const value = ['--username-field', 'sub', '--secret-ref', 'env:NONE'];
  // On few cores, many starts alone take longer than the ten seconds for which a change waits.
  return ['create', name, '--config', store, ...value, '--lock-timeout', '60', '-q'];
}

function upTo(count) {
  return Array.from({ length: count }, (_, index) => index);
}

/** Runs node in as many processes at once, one after the other in each, and adds up how long that takes. */
async function timeAll(total, turns, argvOf) {
  const begin = performance.now();
  const lanes = upTo(processes).map(async (lane) => {
    for (const turn of turns) total.runs.push(await runNode(argvOf(lane, turn)));
  });
  await Promise.all(lanes);
  total.seconds += (performance.now() - begin) / 1000;
}

/** Runs node; resolves to its exit code and the seconds it took. */
function runNode(argv) {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, argv, { env: { PATH: process.env.PATH }, stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve({ code: code ?? signal, seconds: (performance.now() - begin) / 1000 }),
    );
  });
}

function reportAdds(bare, jwtadm, store) {
  const { configurations } = JSON.parse(readFileSync(store, 'utf8'));
  const kept = new Set(configurations.map(({ name }) => name)).size;
  const codes = new Map();
  for (const { code } of jwtadm.runs) codes.set(code, (codes.get(code) ?? 0) + 1);
  process.stdout.write(
    `${processes} processes × ${adds} adds: ${kept} of ${processes * adds} kept\n` +
      `exit codes: ${[...codes].map(([code, times]) => `${times} × ${code}`).join(', ')}\n` +
      `jwtadm create: ${times(jwtadm)}\nnode -e 0: ${times(bare)}\n` +
      `ratio: ${(jwtadm.seconds / bare.seconds).toFixed(2)}\n`,
  );
}

function times({ seconds, runs }) {
  const longest = Math.max(...runs.map((each) => each.seconds));
  // In this time each process has one turn.
  const share = seconds / adds;
  return `${seconds.toFixed(1)} s; fair share of a run ${share.toFixed(2)} s, longest run ${longest.toFixed(2)} s (${(longest / share).toFixed(1)} ×)`;
}

/** Kills a lock holder while another process waits, and measures the time until that process has the lock. */
async function measureKills(folder) {
  const all = [];
  for (const kill of upTo(kills)) all.push(await timeKill(folder, join(folder, `kill-${kill}`)));
  all.sort((one, other) => one - other);
  const median = all[Math.floor(all.length / 2)];
  process.stdout.write(
    `${kills} × kill -9 of who holds the lock: the next one has it after ${median?.toFixed(1)} ms (median), ${all.at(-1)?.toFixed(1)} ms (longest)\n`,
  );
}

/** Milliseconds from the kill of a holder until another process, which waits, makes its first call with the lock. */
async function timeKill(folder, log) {
  const store = `${log}.json`;
  await run(['init', '--config', store], folder);
  // It stops before its rename, which it makes with the lock.
  const held = { at: 'rename', kind: 'SIGSTOP' };
  const holder = startCounted({ argv: createArguments('New', store) }, folder, `${log}-holder`, held);
  await until(() => readCalls(`${log}-holder`).some(({ isHit }) => isHit));
  const waiter = startCounted({ argv: createArguments('Other', store) }, folder, `${log}-waiter`);
  await until(() => readCalls(`${log}-waiter`).some(({ path }) => path.endsWith('.lock')));
  // From there it makes a few quick calls until it waits.
  await sleep(300);
  const callsBefore = readCalls(`${log}-waiter`).length;
  const killedAt = performance.timeOrigin + performance.now();
  holder.child.kill('SIGKILL');
  const { code } = await waiter.ended;
  if (code !== 0) throw new Error(`the one that waited ended with exit code ${code}`);
  return readCalls(`${log}-waiter`)[callsBefore].time - killedAt;
}

async function until(isTrue) {
  while (!isTrue()) await sleep(5);
}

// The program behind run.js: shares the tokens out to threads, which run this file, too.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { describeFailures, describeTally, runShare, type Share, sumTallies, type Tally } from './campaign.ts';

const HELP = `npm run test:fuzz -- [--count N] [--seed N] [--only INDEX] [--workers N]

  --count N     how many tokens to compare (default: 1000000)
  --seed N      what determines the tokens (default: the time)
  --only INDEX  compare only this token of the seed
  --workers N   how many threads compare (default: one for each core)
`;

interface Options {
  readonly count: number;
  readonly seed: number;
  readonly workers: number;
  readonly only: number | undefined;
}

function readOptions(): Options | undefined {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: String(Math.floor(Date.now() / 1000)) },
      only: { type: 'string' },
      workers: { type: 'string', default: String(availableParallelism()) },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const [count = 0, seed = 0, workers = 0] = [values.count, values.seed, values.workers].map(Number);
  return { count, seed, workers, only: values.only === undefined ? undefined : Number(values.only) };
}

/** The tokens of each thread: every N-th, so that all threads take the same time. */
function sharesOf({ count, seed, workers, only }: Options): Share[] {
  if (only !== undefined) return [{ seed, first: only, step: 1, end: only + 1 }];
  return Array.from({ length: workers }, (_, first) => ({ seed, first, step: workers, end: count }));
}

function runThread(share: Share): Promise<Tally> {
  const [, file = ''] = process.argv;
  return new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: share });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

async function runCampaign(options: Options): Promise<void> {
  const started = performance.now();
  process.stdout.write(`seed ${options.seed}\n`);
  const tally = sumTallies(await Promise.all(sharesOf(options).map(runThread)));
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(`${describeTally(tally)}\n${seconds.toFixed(0)} s\n`);
  if (tally.failures.length > 0) {
    process.stderr.write(`\n${describeFailures(options.seed, tally.failures)}`);
    process.exitCode = 1;
  }
}

async function main(): Promise<void> {
  if (!isMainThread) {
    parentPort?.postMessage(await runShare(workerData as Share));
    return;
  }
  const options = readOptions();
  if (options) await runCampaign(options);
  else process.stdout.write(HELP);
}

void main();

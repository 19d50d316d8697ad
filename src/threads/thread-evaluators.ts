import { Worker } from 'node:worker_threads';
import type { Chunk, ChunkResult, Evaluators } from '../usecases/verify/batch/batch.ts';
import type { ThreadAnswer, ThreadJob, ThreadOrder } from './worker-thread.ts';

/** Each thread has one chunk to evaluate and one to continue with. */
const CHUNKS_PER_THREAD = 2;

/** What a thread's young objects may take, in MiB: what lives longer than a line is little. */
const YOUNG_MEGABYTES = 16;

/** `worker-thread.ts` as it was built: a script's path, or its text where it is no file. */
export type ThreadProgram = { readonly file: string } | { readonly text: string };

/** Starts threads that run `program` and do that job; they end with the process. */
export function evaluateInThreads(program: ThreadProgram, count: number, job: ThreadJob): Evaluators {
  const threads = Array.from({ length: count }, () => startThread(program, job));
  return {
    window: count * CHUNKS_PER_THREAD,
    evaluate: (chunk) => leastBusy(threads).evaluate(chunk),
  };
}

interface Thread {
  /** How many chunks it has not finished. */
  readonly load: () => number;
  evaluate(chunk: Chunk): AsyncIterable<ChunkResult>;
}

function leastBusy(threads: readonly Thread[]): Thread {
  return threads.reduce((least, each) => (each.load() < least.load() ? each : least));
}

/** Where the next result of a chunk will be. */
class Inbox {
  readonly #results: Promise<ChunkResult>[] = [];
  #resolve: (result: ChunkResult) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.#expect();
  }

  put(result: ChunkResult): void {
    const resolve = this.#resolve;
    if (!result.isLast) this.#expect();
    resolve(result);
  }

  fail(error: unknown): void {
    this.#reject(error);
  }

  take(): Promise<ChunkResult> | undefined {
    return this.#results.shift();
  }

  #expect(): void {
    const result = new Promise<ChunkResult>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // The failure reaches the reader of the result; without one it must not be an unhandled rejection.
    result.catch(() => {});
    this.#results.push(result);
  }
}

function startThread(program: ThreadProgram, job: ThreadJob): Thread {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  const worker =
    'file' in program
      ? new Worker(program.file, { resourceLimits })
      : new Worker(program.text, { eval: true, resourceLimits });
  const order = (message: ThreadOrder, transfer: ArrayBuffer[] = []) => worker.postMessage(message, transfer);
  const inboxes = new Map<number, Inbox>();
  worker.on('message', ({ index, result }: ThreadAnswer) => {
    inboxes.get(index)?.put(result);
    if (result.isLast) inboxes.delete(index);
  });
  worker.on('error', (error) => {
    for (const inbox of inboxes.values()) inbox.fail(error);
  });
  // By a message: what a thread is started with is shown by NODE_DEBUG, and the job holds secrets.
  order({ kind: 'job', job });
  return {
    load: () => inboxes.size,
    evaluate(chunk) {
      const inbox = new Inbox();
      inboxes.set(chunk.index, inbox);
      order({ kind: 'chunk', chunk }, [chunk.bytes.buffer as ArrayBuffer]);
      return resultsOf(inbox, () => order({ kind: 'more' }));
    },
  };
}

async function* resultsOf(inbox: Inbox, askForMore: () => void): AsyncGenerator<ChunkResult> {
  for (let result = await inbox.take(); result; result = await inbox.take()) {
    yield result;
    if (result.isLast) return;
    askForMore();
  }
}

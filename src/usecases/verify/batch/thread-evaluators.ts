import { Worker } from 'node:worker_threads';
import type { BatchRules, Chunk, Evaluators, Part } from './batch.ts';
import type { ThreadAnswer, ThreadOrder } from './worker-thread.ts';

/** Each thread has a chunk to evaluate and one to go on with. */
const PIECES_PER_THREAD = 2;

/** What a thread's young objects may take, in MiB: what lives longer than a line is little. */
const YOUNG_MEGABYTES = 16;

/** `worker-thread.ts` as it was built: a script's path, or its text where it is no file. */
export type ThreadProgram = { readonly file: string } | { readonly text: string };

/** Starts threads that run `program` and evaluate chunks by those rules; they end with the process. */
export function evaluateInThreads(program: ThreadProgram, count: number, rules: BatchRules): Evaluators {
  const threads = Array.from({ length: count }, () => startThread(program, rules));
  return {
    window: count * PIECES_PER_THREAD,
    evaluate: (chunk) => leastBusy(threads).evaluate(chunk),
  };
}

interface Thread {
  /** How many chunks it has not finished. */
  readonly load: () => number;
  evaluate(chunk: Chunk): AsyncIterable<Part>;
}

function leastBusy(threads: readonly Thread[]): Thread {
  return threads.reduce((least, each) => (each.load() < least.load() ? each : least));
}

/** Where the next part of a chunk will be. */
class Inbox {
  readonly #parts: Promise<Part>[] = [];
  #resolve: (part: Part) => void = () => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.#expect();
  }

  put(part: Part): void {
    const resolve = this.#resolve;
    if (!part.isLast) this.#expect();
    resolve(part);
  }

  fail(error: unknown): void {
    this.#reject(error);
  }

  take(): Promise<Part> | undefined {
    return this.#parts.shift();
  }

  #expect(): void {
    const part = new Promise<Part>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Whoever takes it hears of a failure; nobody may come to that.
    part.catch(() => {});
    this.#parts.push(part);
  }
}

function startThread(program: ThreadProgram, rules: BatchRules): Thread {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MEGABYTES };
  const worker =
    'file' in program
      ? new Worker(program.file, { resourceLimits })
      : new Worker(program.text, { eval: true, resourceLimits });
  const order = (message: ThreadOrder, transfer: ArrayBuffer[] = []) => worker.postMessage(message, transfer);
  const inboxes = new Map<number, Inbox>();
  worker.on('message', ({ index, part }: ThreadAnswer) => {
    inboxes.get(index)?.put(part);
    if (part.isLast) inboxes.delete(index);
  });
  worker.on('error', (error) => {
    for (const inbox of inboxes.values()) inbox.fail(error);
  });
  // By a message: what a thread is started with is shown by NODE_DEBUG, and the rules hold secrets.
  order({ kind: 'rules', rules });
  return {
    load: () => inboxes.size,
    evaluate(chunk) {
      const inbox = new Inbox();
      inboxes.set(chunk.index, inbox);
      order({ kind: 'chunk', chunk }, [chunk.bytes.buffer as ArrayBuffer]);
      return partsOf(inbox, () => order({ kind: 'more' }));
    },
  };
}

async function* partsOf(inbox: Inbox, askForMore: () => void): AsyncGenerator<Part> {
  for (let part = await inbox.take(); part; part = await inbox.take()) {
    yield part;
    if (part.isLast) return;
    askForMore();
  }
}

import type { Chunk, ChunkResult, Evaluators } from './batch.ts';

/**
 * Evaluates chunks side by side, and gives their results to `take` in the order of the input, as soon as they are
 * there. At most as many chunks are under way as the evaluators' window, so that reading waits for writing.
 * When `take` returns false, the rest is not wanted, and it ends at once.
 */
export async function evaluateInOrder(
  chunks: AsyncIterable<Chunk>,
  evaluators: Evaluators,
  take: (result: ChunkResult, chunk: Chunk) => boolean,
): Promise<void> {
  let stop: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  // The loop over the chunks may wait for the next one without end.
  const stopped = new Promise<void>((resolve, reject) => {
    stop = resolve;
    fail = reject;
  });
  async function handOver(chunk: Chunk, results: AsyncIterable<ChunkResult>): Promise<void> {
    for await (const result of results) {
      if (take(result, chunk)) continue;
      stop();
      // For good: what comes after it must not be handed over either.
      await new Promise(() => {});
    }
  }
  async function evaluateAll(): Promise<void> {
    let handedOver = Promise.resolve();
    const underWay: Promise<void>[] = [];
    for await (const chunk of chunks) {
      const results = evaluators.evaluate(chunk);
      handedOver = handedOver.then(() => handOver(chunk, results));
      handedOver.catch(fail);
      if (underWay.push(handedOver) >= evaluators.window) await underWay.shift();
    }
    await handedOver;
  }
  await Promise.race([evaluateAll(), stopped]);
}

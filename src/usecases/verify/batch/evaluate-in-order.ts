import type { Chunk, Evaluators, Part } from './batch.ts';

/**
 * Has chunks evaluated side by side, and hands what became of them to `take` in their order, as soon as it is
 * there. No more chunks are on their way than the evaluates' window, so that what is read waits for what is
 * written. Where `take` says false, nobody wants the rest, and it ends at once.
 */
export async function evaluateInOrder(
  chunks: AsyncIterable<Chunk>,
  evaluates: Evaluators,
  take: (part: Part, chunk: Chunk) => boolean,
): Promise<void> {
  let stop: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  // The loop over the chunks may wait for the next one without end.
  const stopped = new Promise<void>((resolve, reject) => {
    stop = resolve;
    fail = reject;
  });
  async function handOver(chunk: Chunk, parts: AsyncIterable<Part>): Promise<void> {
    for await (const part of parts) {
      if (take(part, chunk)) continue;
      stop();
      // For good: what comes after it must not be handed over either.
      await new Promise(() => {});
    }
  }
  async function evaluateAll(): Promise<void> {
    let handedOver = Promise.resolve();
    const underWay: Promise<void>[] = [];
    for await (const chunk of chunks) {
      const parts = evaluates.evaluate(chunk);
      handedOver = handedOver.then(() => handOver(chunk, parts));
      handedOver.catch(fail);
      if (underWay.push(handedOver) >= evaluates.window) await underWay.shift();
    }
    await handedOver;
  }
  await Promise.race([evaluateAll(), stopped]);
}

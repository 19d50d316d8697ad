import type { Judges, Part, Piece } from './batch.ts';

/**
 * Has pieces judged side by side, and hands what became of them to `take` in their order, as soon as it is
 * there. No more pieces are on their way than the judges' window, so that what is read waits for what is
 * written. Where `take` says false, nobody wants the rest, and it ends at once.
 */
export async function judgeInOrder(
  pieces: AsyncIterable<Piece>,
  judges: Judges,
  take: (part: Part, piece: Piece) => boolean,
): Promise<void> {
  let stop: () => void = () => {};
  let fail: (error: unknown) => void = () => {};
  // The loop over the pieces may wait for the next one without end.
  const stopped = new Promise<void>((resolve, reject) => {
    stop = resolve;
    fail = reject;
  });
  async function handOver(piece: Piece, parts: AsyncIterable<Part>): Promise<void> {
    for await (const part of parts) {
      if (take(part, piece)) continue;
      stop();
      // For good: what comes after it must not be handed over either.
      await new Promise(() => {});
    }
  }
  async function judgeAll(): Promise<void> {
    let handedOver = Promise.resolve();
    const underWay: Promise<void>[] = [];
    for await (const piece of pieces) {
      const parts = judges.judge(piece);
      handedOver = handedOver.then(() => handOver(piece, parts));
      handedOver.catch(fail);
      if (underWay.push(handedOver) >= judges.window) await underWay.shift();
    }
    await handedOver;
  }
  await Promise.race([judgeAll(), stopped]);
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chunk, ChunkResult, Evaluators } from '../../../../../src/usecases/verify/batch/batch.ts';
import { evaluateInOrder } from '../../../../../src/usecases/verify/batch/evaluate-in-order.ts';

const tally = { accepted: 0, rejected: 0, failed: 0, expecting: 0, unexpected: 0, codes: {}, examples: [] };

function part(byte: number, isLast: boolean): ChunkResult {
  return { output: new Uint8Array([byte]), cases: [], tally, isLast };
}

async function* chunksUpTo(count: number): AsyncGenerator<Chunk> {
  for (let index = 0; index < count; index += 1) {
    yield { index, firstLine: 1, bytes: new Uint8Array(), endOffset: 0 };
  }
}

/** Evaluators whose chunks end in the order that a scheduler likes, each in so many parts. */
function slowEvaluators(scheduler: fc.Scheduler, window: number, partCounts: readonly number[]) {
  let underWay = 0;
  let most = 0;
  const evaluators: Evaluators = {
    window,
    evaluate(chunk) {
      underWay += 1;
      most = Math.max(most, underWay);
      const count = partCounts[chunk.index % partCounts.length] ?? 1;
      const first = scheduler.schedule(Promise.resolve(), `chunk ${chunk.index}`);
      return (async function* () {
        await first;
        for (let index = 1; index < count; index += 1) yield part(chunk.index, false);
        yield part(chunk.index, true);
        underWay -= 1;
      })();
    },
  };
  return { evaluators, most: () => most };
}

describe('chunks that are evaluated side by side', () => {
  it('are handed over in their order, and no more are on their way than may be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(20),
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
        async (scheduler, window, count, partCounts) => {
          const { evaluators, most } = slowEvaluators(scheduler, window, partCounts);
          const taken: number[] = [];
          const done = evaluateInOrder(chunksUpTo(count), evaluators, ({ output }) => {
            taken.push(output[0] ?? -1);
            return true;
          });
          await scheduler.waitFor(done);
          const all = Array.from({ length: count }, (_, index) =>
            Array<number>(partCounts[index % partCounts.length] ?? 1).fill(index),
          );
          expect(taken).toEqual(all.flat());
          expect(most()).toBeLessThanOrEqual(window);
        },
      ),
    );
  });

  it('are left alone once no one wants them, though the input goes on', async () => {
    async function* endless(): AsyncGenerator<Chunk> {
      yield* chunksUpTo(2);
      await new Promise(() => {});
    }
    const evaluators: Evaluators = {
      window: 4,
      async *evaluate({ index }) {
        yield part(index, true);
      },
    };
    const taken: number[] = [];
    await evaluateInOrder(endless(), evaluators, ({ output }) => {
      taken.push(output[0] ?? -1);
      return false;
    });
    expect(taken).toEqual([0]);
  });

  it('end with the error of a chunk, though the input goes on', async () => {
    async function* endless(): AsyncGenerator<Chunk> {
      yield* chunksUpTo(1);
      await new Promise(() => {});
    }
    const evaluators: Evaluators = {
      window: 4,
      // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
      async *evaluate() {
        throw new Error('a thread died');
      },
    };
    await expect(evaluateInOrder(endless(), evaluators, () => true)).rejects.toThrow('a thread died');
  });
});

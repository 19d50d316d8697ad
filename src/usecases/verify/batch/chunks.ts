import type { Chunk } from './batch.ts';
import { countLines, wholeLines } from './lines.ts';

/**
 * The chunks of an input that is read in pieces cut anywhere. The reader also counts its lines: this takes a
 * hundredth of the time that evaluating them does, and threads that counted for themselves waited for each other.
 */
export async function* chunksOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Chunk> {
  let index = 0;
  let firstLine = 1;
  let endOffset = 0;
  for await (const bytes of wholeLines(pieces)) {
    endOffset += bytes.length;
    const lineCount = countLines(bytes);
    // After this the bytes may be gone: they are transferred to a thread.
    yield { index, firstLine, bytes, endOffset };
    index += 1;
    firstLine += lineCount;
  }
}

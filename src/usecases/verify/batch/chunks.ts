import { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';
import type { Chunk, LineSource } from './batch.ts';
import { countLines, wholeLines } from './lines.ts';

/** How much of a file is given to a worker at once, in bytes: enough that handing it over costs nothing beside it. */
const CHUNK_BYTES = 65_536;

/**
 * The chunks of an input. Whoever reads it also counts its lines: this takes a hundredth of what evaluating them
 * does, and threads that counted for themselves waited for each other.
 */
export async function* chunksOf(source: LineSource): AsyncGenerator<Chunk> {
  let index = 0;
  let firstLine = 1;
  let endOffset = 0;
  for await (const bytes of wholeLines(source.kind === 'file' ? bytesOf(source) : source.chunks)) {
    endOffset += bytes.length;
    const lineCount = countLines(bytes);
    // From here on the bytes may be gone: they are given away.
    yield { index, firstLine, bytes, endOffset };
    index += 1;
    firstLine += lineCount;
  }
}

/** What a file holds, as far as it went when it was opened: a log may grow without end. */
function* bytesOf({ descriptor, sizeBytes }: LineSource & { kind: 'file' }): Generator<Uint8Array> {
  for (let position = 0; position < sizeBytes; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, sizeBytes - position));
    const count = readSync(descriptor, chunk, 0, chunk.length, position);
    if (count === 0) return;
    yield chunk.subarray(0, count);
    position += count;
  }
}

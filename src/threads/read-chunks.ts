import { Buffer } from 'node:buffer';
import { readSync } from 'node:fs';
import type { Chunk, LineSource } from '../usecases/verify/batch/batch.ts';
import { chunksOf } from '../usecases/verify/batch/chunks.ts';

/** How much of a file a worker gets at once, in bytes: enough that handing it over costs little in comparison. */
const CHUNK_BYTES = 65_536;

/** The chunks of an input. Throws the system's error when it cannot be read any further. */
export function readChunks(source: LineSource): AsyncGenerator<Chunk> {
  return chunksOf(source.kind === 'file' ? bytesOf(source) : source.chunks);
}

/** What a file holds, up to its size when it was opened: a log may grow without end. */
function* bytesOf({ descriptor, sizeBytes }: LineSource & { kind: 'file' }): Generator<Uint8Array> {
  for (let position = 0; position < sizeBytes; ) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, sizeBytes - position));
    const count = readSync(descriptor, chunk, 0, chunk.length, position);
    if (count === 0) return;
    yield chunk.subarray(0, count);
    position += count;
  }
}

import type { LineSource, Piece } from './batch.ts';
import { wholeLines } from './lines.ts';

/** What is given to a judge at once, in bytes: enough that handing it over costs nothing beside it. */
const RANGE_BYTES = 262_144;

/** The pieces of an input: ranges of a file, or the lines of a stream as they come. */
export async function* piecesOf(source: LineSource): AsyncGenerator<Piece> {
  if (source.kind === 'stream') {
    let index = 0;
    for await (const bytes of wholeLines(source.chunks)) yield { index: index++, kind: 'lines', bytes };
    return;
  }
  const { descriptor, sizeBytes } = source;
  for (let index = 0; index * RANGE_BYTES < sizeBytes; index += 1) {
    const start = index * RANGE_BYTES;
    yield { index, kind: 'range', descriptor, start, end: Math.min(start + RANGE_BYTES, sizeBytes) };
  }
}

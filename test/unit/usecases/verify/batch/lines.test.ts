import { Buffer } from 'node:buffer';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChunks } from '../../../../../src/threads/read-chunks.ts';
import type { LineSource } from '../../../../../src/usecases/verify/batch/batch.ts';
import {
  type Line,
  linesOf,
  MAX_LINE_BYTES,
  wholeLines,
} from '../../../../../src/usecases/verify/batch/lines.ts';
import { newFolder, put } from '../../../../support/store-folder.ts';

/** Inputs with every end of line, blank lines, lines that are no UTF-8, and lines that are far too long. */
const input = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.stringMatching(/^[a-z.]{0,12}$/).map((text) => Buffer.from(text)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('é', ' ', '\t', '\r', '{"a":"ö"}').map((text) => Buffer.from(text)),
      },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes)) },
      {
        weight: 1,
        arbitrary: fc
          .integer({ min: MAX_LINE_BYTES - 2, max: 3 * MAX_LINE_BYTES })
          .map((length) => Buffer.alloc(length, 'x')),
      },
    ),
    { maxLength: 12 },
  )
  .chain((lines) =>
    fc
      .array(fc.constantFrom('\n', '\r\n'), { minLength: lines.length, maxLength: lines.length })
      .chain((ends) =>
        fc.boolean().map((isEnded) => {
          const parts = lines.flatMap((line, index) => [line, Buffer.from(ends[index] ?? '\n')]);
          return Buffer.concat(isEnded ? parts : parts.slice(0, -1));
        }),
      ),
  );

/** What the lines are by the definition: split at LF, CR before it left out, numbered from 1, blank ones not told. */
function expected(bytes: Buffer): Pick<Line, 'number' | 'text' | 'isCut'>[] {
  const lines = bytes.toString('latin1').split('\n');
  return lines.flatMap((line, index) => {
    const isEnded = index < lines.length - 1;
    const whole = Buffer.from(line.replace(/\r$/, ''), 'latin1');
    const isCut = whole.length > MAX_LINE_BYTES;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(whole.subarray(0, MAX_LINE_BYTES + 1));
    const isThere = text.trim() !== '' && (isEnded || line !== '');
    return isThere ? [{ number: index + 1, text, isCut }] : [];
  });
}

async function readPieces(source: LineSource): Promise<Pick<Line, 'number' | 'text' | 'isCut'>[]> {
  const lines: Pick<Line, 'number' | 'text' | 'isCut'>[] = [];
  for await (const { bytes, firstLine } of readChunks(source)) {
    // Memory of its own, which can be given away.
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    for (const { number, text, isCut } of linesOf(bytes, firstLine)) lines.push({ number, text, isCut });
  }
  return lines;
}

async function* chunksOf(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 200_000 })), {
  minLength: 1,
  maxLength: 5,
});

describe('the lines of a batch', () => {
  it('are the same however a stream is cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(input, sizes, async (bytes, cuts) => {
        // Nobody sends a megabyte byte by byte.
        const usable = bytes.length > 5000 ? cuts.map((size) => size + 1000) : cuts;
        const source: LineSource = { kind: 'stream', chunks: chunksOf(bytes, usable) };
        expect(await readPieces(source)).toEqual(expected(bytes));
      }),
      { numRuns: 150 },
    );
  });

  it('are the same in a file, as far as it went when it was opened', async () => {
    const file = join(newFolder(), 'tokens');
    await fc.assert(
      fc.asyncProperty(input, fc.nat(200_000), async (bytes, later) => {
        const descriptor = openSync(put(file, Buffer.concat([bytes, Buffer.alloc(later, 'x')])), 'r');
        const read = await readPieces({ kind: 'file', descriptor, sizeBytes: bytes.length });
        closeSync(descriptor);
        expect(read).toEqual(expected(bytes));
      }),
      { numRuns: 100 },
    );
  });

  it('end with the file, where it has become shorter', async () => {
    const descriptor = openSync(put(join(newFolder(), 'tokens'), 'a\nb'), 'r');
    const read = await readPieces({ kind: 'file', descriptor, sizeBytes: 1_000_000 });
    closeSync(descriptor);
    expect(read.map(({ number, text }) => [number, text])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it('take no more memory than is looked at, even when one never ends', async () => {
    async function* endless() {
      for (let chunk = 0; chunk < 1000; chunk += 1) yield new Uint8Array(65_536).fill(0x78);
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of wholeLines(endless())) chunks.push(chunk);
    expect(chunks.map(({ byteLength }) => byteLength)).toEqual([MAX_LINE_BYTES + 1]);
  });

  it('say whether they are UTF-8, and U+FFFD that was sent is', () => {
    const bytes = Buffer.concat([Buffer.from('a\ufffd\n'), Buffer.from([0xff, 0x0a])]);
    expect([...linesOf(bytes, 1)].map(({ isUtf8 }) => isUtf8)).toEqual([true, false]);
  });
});

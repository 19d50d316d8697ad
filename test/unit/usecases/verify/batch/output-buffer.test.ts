import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OutputBuffer } from '../../../../../src/usecases/verify/batch/output-buffer.ts';

describe('an output page', () => {
  it('holds the texts in UTF-8, one behind the other', () => {
    const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀'), maxLength: 20 }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(texts, (some) => {
        const page = new OutputBuffer();
        for (const text of some) {
          expect(page.hasRoomFor(text)).toBe(true);
          page.add(text);
        }
        expect(Buffer.from(page.bytes).toString()).toBe(some.join(''));
      }),
    );
  });

  it('takes a first text of any length, and then has no room', () => {
    const page = new OutputBuffer();
    const long = '€'.repeat(1_000_000);
    expect(page.hasRoomFor(long)).toBe(true);
    page.add(long);
    expect(page.hasRoomFor('x')).toBe(false);
    expect(page.hasRoomFor('')).toBe(true);
    expect(page.bytes.length).toBe(3_000_000);
  });

  it('has no room once its next text might not fit', () => {
    const page = new OutputBuffer();
    let count = 0;
    for (; page.hasRoomFor('a'.repeat(1000)); count += 1) page.add('a'.repeat(1000));
    expect(count).toBeGreaterThan(200);
    expect(page.bytes.length).toBe(1000 * count);
  });

  it('is empty, in memory of its own, when nothing is written', () => {
    expect(new OutputBuffer().bytes.buffer.byteLength).toBe(0);
  });
});

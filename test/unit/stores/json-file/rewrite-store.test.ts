import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../../../../src/domain/json-text.ts';
import { rewriteStore } from '../../../../src/stores/json-file/rewrite-store.ts';

/** Configurations, some of which look like the text around them. */
const configuration = fc.oneof(
  fc.record({ name: fc.string({ unit: 'binary', maxLength: 6 }) }),
  fc.record({ name: fc.constantFrom('A', '},\n    {', '\n  "configurations": []', '\n  ]\n}\n') }),
  fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 })),
);

/** What stands before and behind the list. */
const frame = fc.tuple(
  fc.dictionary(fc.constantFrom('version', 'note', '__proto__'), fc.jsonValue({ maxDepth: 3 })),
  fc.dictionary(fc.constantFrom('more', 'é', 'list'), fc.jsonValue({ maxDepth: 3 })),
);

/** No two configurations of a store are the same: they have names. */
const list = fc.uniqueArray(configuration, { maxLength: 6, selector: writeJson });

function rewritten(before: Record<string, unknown>, after: Record<string, unknown>): Buffer[] {
  const bytes = Buffer.from(writeJson(before));
  return rewriteStore({ document: before, bytes }, after).map((part) => Buffer.from(part));
}

describe('a rewritten store', () => {
  it('is what is written of the whole document, whatever was changed', () => {
    const change = fc.tuple(fc.nat(6), fc.nat(3), fc.array(configuration, { maxLength: 3 }));
    fc.assert(
      fc.property(frame, list, change, ([head, tail], configurations, [at, count, put]) => {
        const before = { ...head, configurations, ...tail };
        const after = { ...before, configurations: configurations.toSpliced(at, count, ...put) };
        expect(Buffer.concat(rewritten(before, after)).toString()).toBe(writeJson(after));
      }),
      { numRuns: 2000 },
    );
  });

  it('is written anew where more than its configurations changed', () => {
    const before = { version: 1, configurations: [{ name: 'A' }] };
    const after = { ...before, version: 2 };
    expect(Buffer.concat(rewritten(before, after)).toString()).toBe(writeJson(after));
    expect(rewritten(before, after)).toHaveLength(1);
  });

  it.each([
    ['adding to', 3, 0, [{ name: 'New' }]],
    ['changing in', 1, 1, [{ name: 'New' }]],
    ['removing from', 1, 1, []],
    ['removing the first from', 0, 1, []],
    ['removing the last from', 2, 1, []],
  ])('keeps the bytes around when %s a list', (_what, at, count, put) => {
    const configurations = ['A', 'B', 'C'].map((name) => ({ name }));
    const before = { version: 1, configurations };
    const after = { version: 1, configurations: configurations.toSpliced(at, count, ...put) };
    const parts = rewritten(before, after);
    expect(parts).toHaveLength(3);
    expect(Buffer.concat(parts).toString()).toBe(writeJson(after));
  });
});

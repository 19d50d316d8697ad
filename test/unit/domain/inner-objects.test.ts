import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf, innerObjects } from '../../../src/domain/inner-objects.ts';

function pathsIn(claims: object): string[] {
  return innerObjects(claims as Record<string, unknown>).map(({ path }) => path.join('.'));
}

describe('the objects inside claims', () => {
  it('are found one and two levels down, the nearest first', () => {
    expect(pathsIn({ a: { b: { c: {} } }, d: {}, list: [{}], text: 'x', none: null })).toEqual([
      'a',
      'd',
      'a.b',
    ]);
  });

  it('are found in JSON text, with the claim that holds it', () => {
    const claims = { a: '{"b":"{\\"c\\":1}"}', d: { e: ' {"f":2}' } };
    expect(innerObjects(claims)).toEqual([
      { path: ['a'], value: { b: '{"c":1}' }, textClaim: 'a' },
      { path: ['d'], value: { e: ' {"f":2}' }, textClaim: undefined },
      { path: ['a', 'b'], value: { c: 1 }, textClaim: 'a' },
      { path: ['d', 'e'], value: { f: 2 }, textClaim: 'd.e' },
    ]);
  });

  it.each(['{', '{"a":1,"a":2}', '[{"a":1}]', '"{}"', '{"a":1} x', '{'.repeat(500)])(
    'are not in %j',
    (text) => {
      expect(pathsIn({ text })).toEqual([]);
    },
  );

  it('are looked for in 64 KiB of text and in 64 texts, no more', () => {
    const long = `{"x":"${'y'.repeat(40_000)}"}`;
    expect(pathsIn({ a: long, b: long, c: '{}' })).toEqual(['a', 'c']);
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`n${index}`, '{}']));
    expect(pathsIn(many)).toHaveLength(64);
  });

  it('are a thousand at most, found at once', { timeout: 1000 }, () => {
    const wide = Object.fromEntries(Array.from({ length: 30_000 }, (_, index) => [`n${index}`, {}]));
    expect(pathsIn(wide)).toHaveLength(1000);
  });

  it('never make the search throw', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.json(), fc.string())), (claims) => {
        for (const { path } of innerObjects(claims)) expect([1, 2]).toContain(path.length);
      }),
      { numRuns: 1000 },
    );
  });
});

it('a field names a path with dots where they lead there, else as a JSON Pointer', () => {
  expect(fieldOf({ a: { b: 1 } }, ['a', 'b'], 1)).toBe('a.b');
  expect(fieldOf({ 'a.x': { 'b/c': 1 } }, ['a.x', 'b/c'], 1)).toBe('/a.x/b~1c');
});

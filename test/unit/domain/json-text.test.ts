import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findInexactNumber,
  lineAndColumn,
  locateInJson,
  MAX_JSON_DEPTH,
  readJson,
  readWrittenJson,
  writeJson,
} from '../../../src/domain/json-text.ts';

/** What JSON.parse makes of a text, or nothing. */
function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

/** Text that is nearly JSON: a document with a few characters put in, taken out or swapped. */
const nearlyJson = fc
  .tuple(
    fc.json({ stringUnit: 'binary' }),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(2),
        fc.constantFrom(
          ...'{}[]":,-+.eE019 \t\n\r\\/utfn',
          '\u{0}',
          '\u{1f}',
          '\u{a0}',
          '\u{feff}',
          '\u{d800}',
          'é',
        ),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([json, edits]) =>
    edits.reduce((text, [place, removed, added]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + added + text.slice(at + removed);
    }, json),
  );

describe('strict JSON', () => {
  it('is what JSON.parse takes, but for names that stand twice and depth', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.string({ unit: 'binary' })), (text) => {
        const reading = readJson(text);
        const parsed = parse(text);
        if (reading.ok) expect(parsed).toStrictEqual({ value: reading.value });
        else if (reading.fault === 'not JSON') expect(parsed).toBeUndefined();
        else expect(reading.fault).toBe('a duplicate name');
      }),
      { numRuns: 5000 },
    );
  });

  it('is every document that is written by JSON.stringify', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value, undefined, 1);
        expect(readJson(text)).toStrictEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it.each([
    ['{"a":1,"a":1}', 7],
    ['{"a":1,"\\u0061":2}', 7],
    ['[{"b":{"__proto__":1,"c":{},"__proto__":2}}]', 28],
  ])('has no name twice in one object: %s', (text, offset) => {
    expect(readJson(text)).toEqual({ ok: false, fault: 'a duplicate name', offset });
  });

  it('may have a name again in another object', () => {
    expect(readJson('{"a":{"a":1},"b":[{"a":1},{"a":1}]}').ok).toBe(true);
  });

  it.each([
    ['', 0],
    [' ', 1],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['01', 1],
    ['-', 0],
    ['1.', 1],
    ['.5', 0],
    ['"a', 2],
    ['"\\x"', 1],
    ['"\t"', 1],
    ["'a'", 0],
    ['nulL', 0],
    ['{"a" 1}', 5],
    ['1 2', 2],
    ['\u{feff}1', 0],
    ['NaN', 0],
  ])('is refused where it ends to be JSON: %j', (text, offset) => {
    expect(readJson(text)).toEqual({ ok: false, fault: 'not JSON', offset });
  });

  it.each([
    ['[', ']'],
    ['{"a":', '}'],
  ])(`may have ${MAX_JSON_DEPTH} levels of %s and no more`, (start, end) => {
    const nested = (levels: number) => `${start.repeat(levels)}1${end.repeat(levels)}`;
    expect(readJson(nested(MAX_JSON_DEPTH)).ok).toBe(true);
    expect(readJson(nested(MAX_JSON_DEPTH + 1))).toEqual({
      ok: false,
      fault: 'nested too deeply',
      offset: start.length * MAX_JSON_DEPTH,
    });
    expect(readJson(start.repeat(1_000_000))).toMatchObject({ fault: 'nested too deeply' });
  });

  it('may have a string of millions of escapes', () => {
    const text = `"${'\\n'.repeat(5_000_000)}"`;
    expect(readJson(text)).toEqual({ ok: true, value: '\n'.repeat(5_000_000) });
  });

  it('has __proto__ as a name like any other', () => {
    const reading = readJson('{"__proto__":{"a":1}}');
    expect(reading.ok && Object.entries(reading.value as object)).toEqual([['__proto__', { a: 1 }]]);
  });
});

describe('a value in a document', () => {
  const text = '{\n "a": [1, {"b": "x"}],\n "a.b": null, "0": [ [] ]\n}';

  it.each<[(string | number)[], string]>([
    [[], '{'],
    [['a'], '[1'],
    [['a', 0], '1,'],
    [['a', 1, 'b'], '"x"'],
    [['a.b'], 'null'],
    [['0', 0], '[]'],
    [['a', 1, 'missing'], '{"b"'],
    [['missing', 'b'], '{\n'],
    [[0], '{\n'],
  ])('at %j starts with %j', (path, start) => {
    expect(text.slice(locateInJson(text, path)).startsWith(start)).toBe(true);
  });

  it('is told by line and column from 1', () => {
    expect([0, 1, 2, 5, text.indexOf('null')].map((offset) => lineAndColumn(text, offset))).toEqual([
      { line: 1, column: 1 },
      { line: 1, column: 2 },
      { line: 2, column: 1 },
      { line: 2, column: 4 },
      { line: 3, column: 9 },
    ]);
  });
});

describe('a number that rewriting would change', () => {
  it.each([
    '12345678901234567890',
    '9007199254740993',
    '0.12345678901234567890',
    '1e999',
    '-1e999',
    '1e-400',
    '1.00000000000000000001',
    `1${'0'.repeat(400)}`,
    `0.1${'0'.repeat(400)}`,
  ])('is found: %s', (number) => {
    expect(findInexactNumber(`{"a": 1, "b": [${number}, 1e999]}`)).toBe(15);
  });

  it.each([
    '0',
    '-0',
    '1.50',
    '15e-1',
    '1E3',
    '0.1',
    '9007199254740992',
    '1e21',
    '100000000000000000000000',
    '5e-324',
    '0e999999',
    '-1.0',
  ])('is not %s', (number) => {
    expect(findInexactNumber(`[${number}, "12345678901234567890"]`)).toBeUndefined();
  });

  it('is told at once, however many digits it has', () => {
    const zeros = '0'.repeat(300_000);
    expect(findInexactNumber(`[1${zeros}1]`)).toBe(1);
    expect(findInexactNumber(`[0.${zeros}1${zeros}1, 1]`)).toBe(1);
  });

  it('is never one that JavaScript wrote', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(findInexactNumber(JSON.stringify([number]))).toBeUndefined();
      }),
    );
  });
});

describe('text that jwtadm wrote', () => {
  it('is read without a scan', () => {
    const value = { a: [1, { b: null }], __proto__: 'x' };
    expect(readWrittenJson(writeJson(value))).toEqual(value);
  });

  it.each([
    ['has a name twice', '{\n  "a": 1,\n  "a": 1\n}\n'],
    ['has a number that JavaScript cannot hold', '{\n  "a": 12345678901234567890\n}\n'],
    ['has a number in another form', '{\n  "a": 1.0\n}\n'],
    ['is indented otherwise', '{"a":1}\n'],
    ['has no line break at its end', '{\n  "a": 1\n}'],
    ['is no JSON', '{\n  "a": 1,\n}\n'],
    ['is nested too deeply', writeJson({ a: nested(100) })],
    ['is no object', '[]\n'],
    // More deeply than JSON.stringify can write.
    ['is nested without end', `{\n  "a": ${'['.repeat(50_000)}${']'.repeat(50_000)}\n}\n`],
  ])('is not what %s', (_, text) => {
    expect(readWrittenJson(text)).toBeUndefined();
  });

  it('is accepted by the strict reader, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = writeJson({ value });
        const written = readWrittenJson(text);
        if (written !== undefined) expect(readJson(text)).toEqual({ ok: true, value: written });
        // Names that look like indexes change places when they are read.
        else expect(text).toMatch(/"\d+"|-0|__proto__/);
      }),
      { numRuns: 1000 },
    );
  });

  function nested(levels: number): unknown {
    let value: unknown = 1;
    for (let level = 0; level < levels; level += 1) value = [value];
    return value;
  }
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeJson, escapeUnprintable, hasUnprintable } from '../../../src/domain/unprintable.ts';

const anyText = fc.string({ unit: 'binary' });

describe('text from outside', () => {
  it('has its invisible and acting characters written out', () => {
    expect(escapeUnprintable('a\u001b[31m\u200b\u202e\ud800\u{e0041}ä李')).toBe(
      'a\\u{1b}[31m\\u{200b}\\u{202e}\\u{d800}\\u{e0041}ä李',
    );
  });

  it('holds none of them once escaped, whatever it was', () => {
    fc.assert(fc.property(anyText, (text) => !hasUnprintable(escapeUnprintable(text))));
  });

  it('is the same value in JSON when that is escaped', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = escapeJson(JSON.stringify(value, null, 2));
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(hasUnprintable(json.replaceAll('\n', ''))).toBe(false);
      }),
    );
  });
});

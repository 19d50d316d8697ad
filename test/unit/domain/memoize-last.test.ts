import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoizeLast } from '../../../src/domain/memoize-last.ts';

const argument = fc.constantFrom(undefined, null, 0, 1, '', 'a', Number.NaN);

describe('an answer that is kept', () => {
  it('is what would be answered anew, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(argument, argument, argument)), (questions) => {
        const asked = memoizeLast((one: unknown, other: unknown, third: unknown) => [one, other, third]);
        expect(questions.map((question) => asked(...question))).toEqual(questions);
      }),
    );
  });

  it('is the same object while the same is asked, and another one afterwards', () => {
    const asked = memoizeLast((name: string) => ({ name }));
    const [first, again, other, back] = [asked('a'), asked('a'), asked('b'), asked('a')];
    expect(again).toBe(first);
    expect([other, back]).toEqual([{ name: 'b' }, { name: 'a' }]);
    expect(back).not.toBe(first);
  });

  it('is not kept where there was none', () => {
    let isBroken = true;
    const asked = memoizeLast((name: string) => {
      if (isBroken) throw new Error('broken');
      return name;
    });
    expect(() => asked('a')).toThrow('broken');
    isBroken = false;
    expect(asked('a')).toBe('a');
  });
});

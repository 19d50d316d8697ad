import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isName, namePattern } from '../../../src/domain/configuration.ts';

describe('a name', () => {
  it('has one form, whether Unicode has to be asked or not', () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'aZ09._- \t/é\u0301李'), maxLength: 6 }),
      fc.string({ unit: 'binary-ascii', maxLength: 4 }),
      fc.string({ unit: 'binary', maxLength: 4 }),
    );
    fc.assert(
      fc.property(text, (each) => {
        expect(isName(each)).toBe(namePattern().test(each));
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64urlFault, decodeBase64url } from '../../../src/jwt/base64url.ts';

describe('base64url', () => {
  it('is decoded only where encoding gives the same text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgwxyz019-_+/= \n') }), (text) => {
        const bytes = decodeBase64url(text);
        const isCanonical = Buffer.from(text, 'base64url').toString('base64url') === text;
        expect(bytes !== undefined).toBe(isCanonical);
      }),
    );
  });

  it.each([
    ['QUJD+', { kind: 'character', character: '+', offset: 4 }],
    ['QUI=', { kind: 'padding', character: '=', offset: 3 }],
    ['QUJDR', { kind: 'length', character: undefined, offset: 4 }],
    ['QUJ', { kind: 'last character not canonical', character: 'J', offset: 2 }],
    ['QU=I', { kind: 'character', character: '=', offset: 2 }],
  ])('%s is refused, and where', (text, fault) => {
    expect(base64urlFault(text)).toEqual(fault);
  });
});

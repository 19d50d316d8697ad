import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiveToken } from '../../../src/jwt/receive-token.ts';

const segment = fc.stringMatching(/^[\w-]{1,20}$/);

describe('a bare token', () => {
  it('is received at once just as it is when it is searched for, with a blank before it', () => {
    fc.assert(
      fc.property(
        segment,
        segment,
        segment,
        fc.constantFrom('token', 'eyJ', 'jwt'),
        (one, two, three, name) => {
          const token = `eyJ${one}.${two}.${three}`;
          const searched = receiveToken(` ${token}`, name);
          expect(searched.wrappings).toEqual(['blanks']);
          expect(receiveToken(token, name)).toEqual({
            ...searched,
            wrappings: [],
            sizeBytes: token.length,
          });
        },
      ),
    );
  });
});

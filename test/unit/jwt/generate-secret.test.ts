import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { generateSecret } from '../../../src/jwt/generate-secret.ts';

describe('a generated secret', () => {
  it.each(['base64', 'base64url', 'hex'] as const)(
    'in %s never ends in a zero byte, which HMAC would not count',
    (encoding) => {
      // One in 256 random keys would end so.
      const ends = Array.from({ length: 5000 }, () =>
        Buffer.from(generateSecret(32, encoding), encoding).at(-1),
      );
      expect(ends).not.toContain(0);
    },
  );

  it('as text is base64url of its bytes', () => {
    expect(generateSecret(32, 'utf8')).toMatch(/^[\w-]{43}$/);
  });
});

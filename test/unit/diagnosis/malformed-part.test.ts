import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonPart } from '../../../src/jwt/parse-token.ts';
import { malformedParts } from '../../cases/malformed-part-cases.ts';
import { base64url, healthyClaims, mint, SECRET, signatureOf } from '../../support/mint-token.ts';
import { findingOf, verify } from '../../support/verify.ts';

/** A token with those bytes as its header or payload, signed right. */
function tokenWith(segment: 'header' | 'payload', bytes: Uint8Array): string {
  const part = Buffer.from(bytes).toString('base64url');
  const header = segment === 'header' ? part : base64url({ alg: 'HS256' });
  const input = `${header}.${segment === 'payload' ? part : base64url(healthyClaims)}`;
  return `${input}.${signatureOf('HS256', SECRET, input).toString('base64url')}`;
}

describe.each(['header', 'payload'] as const)('a malformed %s', (segment) => {
  it.each(malformedParts)('looks like %s where it is %s', (looksLike, _title, bytes) => {
    const finding = findingOf(verify(tokenWith(segment, bytes)), `${segment}-malformed`);
    expect(finding.evidence.looksLike).toBe(looksLike);
    expect(finding.severity).toBe('error');
    expect(finding.forIssuer).toMatch(new RegExp(`^The ${segment} of your token .*\\. Please .*\\.$`));
    // A sentence of its own for every kind, and nothing of the text in it.
    expect(JSON.stringify(finding)).not.toContain('alice');
  });
});

describe('a payload that the header calls compressed', () => {
  it('looks so whatever its bytes are', () => {
    const input = `${base64url({ alg: 'HS256', zip: 'DEF' })}.${Buffer.from([0xab, 0x56, 0xca]).toString('base64url')}`;
    const token = `${input}.${signatureOf('HS256', SECRET, input).toString('base64url')}`;
    expect(findingOf(verify(token), 'payload-malformed').evidence.looksLike).toBe('compressed');
  });

  it('is read where it is a JSON object all the same', () => {
    expect(verify(mint({ header: { alg: 'HS256', zip: 'DEF' } })).accepted).toBe(true);
  });
});

describe('what bytes are that are not a JSON object', () => {
  it('is said of every byte string, and of no object', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 60 }),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (bytes) => {
          const part = readJsonPart(bytes);
          expect(part.ok || part.looksLike.length > 0).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is found for every beginning of an object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, cut) => {
        const text = JSON.stringify(object);
        const part = readJsonPart(Buffer.from(text.slice(0, 1 + (cut % (text.length - 1)))));
        expect(!part.ok && part.looksLike).toBe('truncated');
      }),
    );
  });

  it.each([
    '{"a":1,]'.repeat(8000),
    '{'.repeat(64_000),
    `["${'\\"'.repeat(32_000)}`,
    '=&'.repeat(32_000),
    `{"a":${',]'.repeat(32_000)}`,
  ])('is found in time for a text made to keep the reader busy', { timeout: 2000 }, (text) => {
    expect(readJsonPart(Buffer.from(text)).ok).toBe(false);
  });
});

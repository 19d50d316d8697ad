import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import { spkiDigest } from '../../../src/jwt/key-facts.ts';
import { recognizeKeyText } from '../../../src/jwt/key-text/recognize-key-text.ts';
import { keySpellings } from '../../support/key-spellings.ts';
import { keyFor } from '../../support/mint-token.ts';

const keys: readonly (readonly [string, string])[] = [
  ['RSA', keyFor('RS256').publicPem],
  ['P-256', keyFor('ES256').publicPem],
  ['P-384', keyFor('ES384').publicPem],
  ['P-521', keyFor('ES512').publicPem],
  ['Ed25519', keyFor('EdDSA').publicPem],
  ['Ed448', keyFor('EdDSA' as SignatureAlgorithm, 'Ed448').publicPem],
];

const trials = keySpellings.flatMap((spelling) =>
  keys.flatMap(([name, pem]) => {
    const text = spelling.spell(pem);
    return text === undefined ? [] : [{ ...spelling, key: name, pem, text }];
  }),
);

describe('the recognizer of key texts', () => {
  it.each(trials)('sees $name of a key on $key', ({ kind, isReadable, pem, text }) => {
    const found = recognizeKeyText(text);
    const digests = found?.keys.map(({ key }) => spkiDigest(key));
    expect({ kind: found?.kind, digests }).toEqual({
      kind,
      digests: isReadable ? [spkiDigest(createPublicKey(pem))] : [],
    });
  });
});

import { Buffer } from 'node:buffer';
import { createHash, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../../src/domain/algorithm.ts';
import { isPlaceOfKey } from '../../../../src/domain/key-text.ts';
import { type SecretEncoding, secretEncodings } from '../../../../src/domain/secret-key.ts';
import { spkiDigest } from '../../../../src/jwt/key-facts.ts';
import { resolveKey } from '../../../../src/jwt/resolve-key.ts';
import { evaluateNewSecret, evaluateSecret } from '../../../../src/usecases/secrets/evaluate-secret.ts';
import { keySpellings } from '../../../support/key-spellings.ts';
import { keyFor } from '../../../support/mint-token.ts';

const keys: readonly (readonly [SignatureAlgorithm, string])[] = [
  ['RS256', keyFor('RS256').publicPem],
  ['ES256', keyFor('ES256').publicPem],
  ['ES384', keyFor('ES384').publicPem],
  ['ES512', keyFor('ES512').publicPem],
  ['EdDSA', keyFor('EdDSA').publicPem],
  ['EdDSA', keyFor('EdDSA', 'Ed448').publicPem],
];
const trials = keySpellings.flatMap((spelling) =>
  keys.flatMap(([algorithm, pem]) => {
    const text = spelling.spell(pem);
    return text === undefined ? [] : [{ ...spelling, algorithm, pem, text }];
  }),
);

describe('the text of a public key', () => {
  it.each(trials)('is never taken for a shared secret: $name ($algorithm)', ({ kind, text }) => {
    const evaluation = evaluateNewSecret(text, 'utf8', 'HS256');
    if (isPlaceOfKey(kind)) expect(evaluation).toMatchObject({ ok: true, weakness: expect.any(String) });
    else expect(evaluation).toMatchObject({ ok: false, isKeyAsSecret: true });
    if (!evaluation.ok) expect(JSON.stringify(evaluation.hint)).not.toMatch(/HS\d/);
  });

  it.each(trials)('never has HS advised for it: $name ($algorithm)', ({ text }) => {
    for (const algorithm of ['RS256', 'PS512', 'ES256', 'EdDSA'] as const) {
      const evaluation = evaluateNewSecret(text, 'utf8', algorithm);
      if (!evaluation.ok) expect(JSON.stringify(evaluation.hint) ?? '').not.toMatch(/HS\d/);
    }
  });

  it.each(trials.filter(({ isReadable }) => isReadable))(
    'is converted where it fits: $name ($algorithm)',
    ({ algorithm, pem, text }) => {
      const evaluation = evaluateNewSecret(text, 'utf8', algorithm);
      if (!evaluation.ok) throw new Error(evaluation.fault);
      const { key } = resolveKey({ ok: true, text: evaluation.text, encoding: 'utf8' }, algorithm, undefined);
      expect({ isPublicHalf: evaluation.isPublicHalf, digest: key && spkiDigest(key) }).toEqual({
        isPublicHalf: false,
        digest: spkiDigest(createPublicKey(pem)),
      });
      expect(evaluation.conversion).toBeDefined();
    },
  );

  it.each(['base64', 'base64url', 'hex'] as const)('is found in the bytes of %s too', (encoding) => {
    for (const [, pem] of keys) {
      const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
      for (const bytes of [der, Buffer.from(pem)]) {
        const evaluation = evaluateNewSecret(bytes.toString(encoding), encoding, 'HS256');
        expect(evaluation).toMatchObject({ ok: false, isKeyAsSecret: true });
      }
    }
  });

  it.each([
    ['Ed25519', 'EdDSA', '', ['EdDSA']],
    ['Ed448', 'EdDSA', 'Ed448', ['EdDSA']],
    ['RSA', 'RS256', '', ['RS256', 'RS512', 'PS384']],
  ] as const)(
    'is not advised as a secret when it is the bare number of %s',
    (_name, own, variant, algorithms) => {
      const jwk = createPublicKey(keyFor(own, variant).publicPem).export({ format: 'jwk' });
      const bytes = Buffer.from(jwk.x ?? jwk.n ?? '', 'base64url');
      for (const text of [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')]) {
        for (const algorithm of algorithms) {
          const evaluation = evaluateNewSecret(text, 'utf8', algorithm);
          expect(evaluation.ok).toBe(false);
          if (!evaluation.ok) expect(JSON.stringify(evaluation.hint) ?? '').not.toMatch(/HS\d/);
        }
      }
    },
  );
});

/** How many secrets are tried; more with `JWTADM_RANDOM_SECRETS`. */
const RUNS = Number(process.env.JWTADM_RANDOM_SECRETS ?? 24_000);

/** The bytes of a secret: what a generator of random bytes would give for a seed. */
const randomBytes = fc
  .tuple(fc.integer({ min: 0, max: 0xff_ff_ff_ff }), fc.integer({ min: 16, max: 256 }))
  .map(([seed, size]) => {
    const blocks = Array.from({ length: 8 }, (_none, block) =>
      createHash('sha256').update(`${seed} ${block}`).digest(),
    );
    return Buffer.concat(blocks).subarray(0, size);
  });

function written(bytes: Buffer, form: SecretEncoding): string {
  // Printable ASCII, as password generators write it.
  return form === 'utf8'
    ? Buffer.from(bytes.map((byte) => 33 + (byte % 94))).toString('latin1')
    : bytes.toString(form);
}

describe('a random secret', () => {
  it('is taken in every form and every encoding that it can be read in', () => {
    const secrets = fc.tuple(randomBytes, fc.constantFrom(...secretEncodings), fc.boolean());
    fc.assert(
      fc.property(secrets, ([bytes, form, isDecoded]) => {
        const evaluation = evaluateSecret(written(bytes, form), isDecoded ? form : 'utf8', 'HS256');
        // Fewer than 32 bytes are weak, which says nothing of keys.
        const isStrong = bytes.length >= 33;
        if (isStrong) expect(evaluation).toMatchObject({ ok: true, weakness: undefined });
        else expect(evaluation.ok).toBe(true);
      }),
      { numRuns: RUNS, seed: 20_260_301 },
    );
  }, 120_000);
});

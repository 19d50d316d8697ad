import fc from 'fast-check';
import jsonwebtoken, { type Algorithm } from 'jsonwebtoken';
import { describe, expect, it } from 'vitest';
import { isHmac, type SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import { claims, header, mutation, peerAlgorithms } from '../../support/arbitrary-tokens.ts';
import { base64url, healthyClaims, keyFor, mint, NOW, SECRET } from '../../support/mint-token.ts';
import { verify } from '../../support/verify.ts';

const keyOf = (algorithm: SignatureAlgorithm) =>
  isHmac(algorithm)
    ? { signing: SECRET, stored: SECRET }
    : { signing: keyFor(algorithm).privateKey, stored: keyFor(algorithm).publicPem };

describe('against jsonwebtoken', () => {
  it('nothing is accepted that jsonwebtoken rejects, over mutated tokens of every algorithm it has', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...peerAlgorithms),
        header,
        claims,
        fc.array(mutation, { maxLength: 2, size: 'xsmall' }),
        (algorithm, head, body, mutations) => {
          const { signing, stored } = keyOf(algorithm);
          const minted = mint({
            algorithm,
            key: signing,
            claims: body,
            ...(head !== undefined && { header: head }),
          });
          const token = mutations.reduce((text, mutate) => mutate(text), minted);
          const verification = verify(token, { signatureAlgorithm: algorithm, secretKey: stored });
          if (!verification.accepted) return;
          accepted += 1;
          // Blanks around a token are taken off with a warning; the peer is given what is left.
          jsonwebtoken.verify(token.trim(), stored, {
            algorithms: [algorithm as Algorithm],
            clockTimestamp: NOW,
          });
        },
      ),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(300);
  });

  it('what jsonwebtoken signs, jwtadm accepts', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...peerAlgorithms),
        fc
          .string({ minLength: 1 })
          .filter((name) => name !== '' && name.trim() === name && /^[\x20-\x7e]*$/.test(name)),
        (algorithm, name) => {
          const { signing, stored } = keyOf(algorithm);
          const token = jsonwebtoken.sign({ ...healthyClaims, loginname: name }, signing, {
            algorithm: algorithm as Algorithm,
          });
          const verification = verify(token, { signatureAlgorithm: algorithm, secretKey: stored });
          expect(verification.user?.username).toBe(name);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the gate and the catalogue', () => {
  it('agree on any text at all: a rejection has an error, an acceptance has none', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.string({ unit: 'binary' }).map(base64url), { minLength: 1, maxLength: 6 })
        .map((parts) => parts.join('.')),
      fc.json().map((json) => `${base64url(json)}.${base64url(json)}.${base64url(json)}`),
      fc.json().map((json) => mint({ claims: json })),
      fc.json().map((json) => mint({ header: json })),
      fc
        .tuple(fc.webUrl({ withQueryParameters: true }), fc.constant(mint()))
        .map(([url, token]) => `${url}&token=${token}`),
    );
    fc.assert(
      fc.property(text, fc.constantFrom(...peerAlgorithms, 'EdDSA' as const), (token, algorithm) => {
        const { diagnosis, accepted } = verify(token, {
          signatureAlgorithm: algorithm,
          secretKey: keyOf(algorithm).stored,
        });
        expect(diagnosis.some(({ severity }) => severity === 'error')).toBe(!accepted);
      }),
      { numRuns: 3000 },
    );
  });
});

import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SecretEncoding, secretEncodings } from '../../../src/domain/secret-key.ts';
import { configuredSecret } from '../../../src/jwt/search/key-material.ts';
import { keyReadings } from '../../../src/jwt/search/key-readings.ts';
import { secretBytes } from '../../../src/jwt/secret-bytes.ts';
import { healthyClaims, keyFor, mint, SECRET } from '../../support/mint-token.ts';
import { codesOf, erp, verify } from '../../support/verify.ts';

const secretText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }),
  fc.uint8Array({ minLength: 8, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.uint8Array({ minLength: 8, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.string({ unit: fc.constantFrom(...'ab1$\\#"\' \n{}!&%+/='), minLength: 8, maxLength: 40 }),
);

function readingsOf(text: string, encoding: SecretEncoding) {
  const secret = configuredSecret({ ok: true, text, encoding });
  return secret ? [...keyReadings(secret, undefined)] : [];
}

describe('trials of a secret', () => {
  it('explain every reading they try, and never accept the token that it signed', () => {
    let explained = 0;
    fc.assert(
      fc.property(secretText, fc.constantFrom(...secretEncodings), (text, encoding) => {
        const secretKey = { value: text, encoding };
        const secret = { ok: true, text, encoding } as const;
        if (!secretBytes(text, encoding)?.length) return;
        for (const { material, damage } of readingsOf(text, encoding)) {
          const verification = verify(
            mint({ key: createSecretKey(material.bytes) }),
            { secretKey },
            { secret },
          );
          expect(verification.accepted).toBe(false);
          expect(codesOf(verification)).toContain(damage);
          explained += 1;
        }
      }),
      { numRuns: 40 },
    );
    expect(explained).toBeGreaterThan(500);
  });

  it('never try the configured reading itself, nor one key twice', () => {
    fc.assert(
      fc.property(secretText, fc.constantFrom(...secretEncodings), (text, encoding) => {
        const keys = readingsOf(text, encoding).map(({ material }) =>
          material.bytes.toString('latin1').replace(/\0+$/, ''),
        );
        expect(new Set(keys).size).toBe(keys.length);
        expect(keys).not.toContain(secretBytes(text, encoding)?.toString('latin1').replace(/\0+$/, ''));
      }),
    );
  });

  it('say the configured key before another’s with the same bytes', () => {
    const other = { ...erp, name: 'DuplicateName', secretKey: `${SECRET}\n` };
    const verification = verify(mint({ key: `${SECRET}\n` }), {}, { others: [other] });
    expect(codesOf(verification)).toEqual(['secret-has-whitespace']);
  });

  it('ask for the other configurations only when the configured key explains nothing', () => {
    const ask = (token: string) => {
      let isAsked = false;
      const others = {
        map: () => {
          isAsked = true;
          return [];
        },
      };
      verify(token, {}, { others: others as never });
      return isAsked;
    };
    expect([ask(mint()), ask(mint({ key: `${SECRET}\n` }))]).toEqual([false, false]);
  });
});

describe('many refused signatures under one secret', () => {
  const crm = { ...erp, name: 'CRM', secretKey: 'the-secret-of-CRM-which-is-long-enough' };
  const shop = { ...erp, name: 'Shop', secretKey: 'another-secret-for-the-shop-to-sign-with' };
  const { publicPem, privateKey } = keyFor('RS256');
  const rsa = { signatureAlgorithm: 'RS256', secretKey: publicPem } as const;
  const refused = [
    mint({ key: `${SECRET}\n` }),
    mint({ key: Buffer.from(SECRET, 'utf16le').toString('latin1') }),
    mint({ key: 'no one-knows-this-secret-at-all-in-the-store' }),
    mint({ key: crm.secretKey }),
    mint({ key: shop.secretKey }),
    mint({ key: SECRET, algorithm: 'HS512', header: { alg: 'HS256' } }),
    mint({ key: privateKey, algorithm: 'RS512', header: { alg: 'RS256' } }),
    mint({ key: publicPem }),
  ];

  it.each([
    ['a shared secret', {}, SECRET],
    ['a public key', rsa, publicPem],
  ])('are each explained as if it were alone, in whatever order they come (%s)', (_, changes, text) => {
    const options = () => ({
      secret: { ok: true, text, encoding: 'utf8' } as const,
      others: [crm, shop],
    });
    const alone = new Map(refused.map((token) => [token, verify(token, changes, options())]));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...refused), { minLength: 2, maxLength: 12 }), (tokens) => {
        const shared = options();
        for (const token of tokens) expect(verify(token, changes, shared)).toEqual(alone.get(token));
      }),
      { numRuns: 60 },
    );
  });

  it('take all trials once for what explains them all', () => {
    let asked = 0;
    const others = new Proxy([crm, shop], {
      get(list, name, receiver) {
        if (name === 'map') asked += 1;
        return Reflect.get(list, name, receiver);
      },
    });
    const options = { secret: { ok: true, text: SECRET, encoding: 'utf8' } as const, others };
    for (const number of [1, 2, 3]) {
      const claims = { ...healthyClaims, number };
      expect(codesOf(verify(mint({ key: shop.secretKey, claims }), {}, options))).toEqual([
        'signed-by-other-configuration',
      ]);
    }
    expect(asked).toBe(1);
  });
});

describe('what would come of fixing', () => {
  it('is told with the command that fixes it', () => {
    const secretKey = 'Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSArIC8gZXRjLg==';
    const { diagnosis } = verify(mint({ key: createSecretKey(Buffer.from(secretKey, 'base64')) }), {
      secretKey,
    });
    expect(diagnosis.map(({ solution, commands }) => ({ solution, commands }))).toEqual([
      {
        solution: 'Read the secret as base64. Then this token logs in as alice.',
        commands: ['jwtadm edit ERP --secret-encoding base64'],
      },
    ]);
  });

  it('is told for all errors together where no one alone would do', () => {
    const token = mint({ algorithm: 'HS512', claims: { sub: 'alice', iat: 1_772_366_340 } });
    const { diagnosis, accepted } = verify(token);
    expect(accepted).toBe(false);
    expect(
      diagnosis.map(({ code, solution, commands }) => [code, solution.split('. ').at(-1), commands]),
    ).toEqual([
      [
        'algorithm-mismatch',
        'Once all errors are fixed, this token logs in as alice.',
        ['jwtadm edit ERP --signature-algorithm HS512'],
      ],
      [
        'username-near-miss',
        'Once all errors are fixed, this token logs in as alice.',
        ['jwtadm edit ERP --username-field sub'],
      ],
    ]);
  });

  it('is not told where another error would still stand', () => {
    const { diagnosis } = verify(mint({ algorithm: 'HS512', claims: { sub: 'alice', iat: 1 } }));
    expect(diagnosis.map(({ solution }) => solution).join()).not.toContain('logs in');
  });
});

import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HashName, signatureAlgorithms } from '../../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../../src/domain/configuration.ts';
import {
  type SecretEncoding,
  type SecretResult,
  secretEncodings,
} from '../../../../src/domain/secret-key.ts';
import { configuredSecret } from '../../../../src/jwt/search/key-material.ts';
import { keyReadings } from '../../../../src/jwt/search/key-readings.ts';
import { macOf } from '../../../../src/jwt/search/mac.ts';
import { placeholderKeys } from '../../../../src/jwt/search/placeholder-keys.ts';
import { renderVerification } from '../../../../src/terminal/verification-report.ts';
import {
  base64url,
  healthyClaims,
  keyFor,
  mint,
  NOW,
  SECRET,
  signatureOf,
} from '../../../support/mint-token.ts';
import { terminalStyle } from '../../../support/samples.ts';
import { codesOf, erp, verify } from '../../../support/verify.ts';

const secretText = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 8, maxLength: 60 }),
  fc.uint8Array({ minLength: 12, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.uint8Array({ minLength: 12, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.stringMatching(/^[a-z]{3,8}[=:] ?[A-Za-z0-9+/;&#$]{12,40}={0,2}$/),
  fc.stringMatching(/^[A-Za-z0-9]{12,40}$/).map((key) => JSON.stringify({ type: 'HS256', key })),
);

const signedTexts: readonly ((input: string) => string)[] = [
  (input) => input,
  (input) => `${input}\n`,
  (input) => input.split('.')[1] ?? '',
  (input) =>
    input
      .split('.')
      .map((part) => Buffer.from(part, 'base64url').toString())
      .join('.'),
];
const writtenForms: readonly ((signature: Buffer) => string)[] = [
  (signature) => signature.toString('base64url'),
  (signature) => signature.toString('hex'),
  (signature) => base64url(signature.toString('hex')),
  (signature) => base64url(signature.toString('base64')),
];

/** A token that a key made in some way, with the claims of a healthy login. */
const forged = (bytes: Buffer, signs: (input: string) => string, writes: (signature: Buffer) => string) => {
  const input = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(healthyClaims)}`;
  return `${input}.${writes(createHmac('sha256', createSecretKey(bytes)).update(signs(input)).digest())}`;
};

function readingsOf(text: string, encoding: SecretEncoding) {
  const secret = configuredSecret({ ok: true, text, encoding });
  return secret ? [...keyReadings(secret, undefined)] : [];
}

describe('the search for how a signature was made', () => {
  it('never lets a token in, whatever it finds, and always leaves an error', () => {
    let tried = 0;
    const ways = fc.record({
      pick: fc.nat(),
      signs: fc.constantFrom(...signedTexts),
      writes: fc.constantFrom(...writtenForms),
    });
    fc.assert(
      fc.property(secretText, fc.constantFrom(...secretEncodings), ways, (text, encoding, way) => {
        const readings = readingsOf(text, encoding);
        const reading = readings[way.pick % Math.max(1, readings.length)];
        if (!reading) return;
        // Where the reading is strange, nothing else is wrong.
        const signs = reading.isCombined ? way.signs : (input: string) => input;
        const token = forged(reading.material.bytes, signs, way.writes);
        const { accepted, user, stages, diagnosis } = verify(token, { secretKey: { value: text, encoding } });
        expect({ accepted, user }).toEqual({ accepted: false, user: null });
        expect(diagnosis.some(({ severity }) => severity === 'error')).toBe(true);
        if (stages.key !== 'passed') return;
        expect(diagnosis.some(({ proved }) => proved)).toBe(true);
        tried += 1;
      }),
      { numRuns: 300 },
    );
    expect(tried).toBeGreaterThan(100);
  });

  it('leaves what the gate says unchanged for every signature, right or wrong', () => {
    fc.assert(
      fc.property(
        secretText,
        fc.constantFrom(...signedTexts),
        fc.constantFrom(...writtenForms),
        (text, signs, writes) => {
          const key = configuredSecret({ ok: true, text, encoding: 'utf8' });
          if (!key) return;
          const token = forged(key.bytes, signs, writes);
          const isRight = signs === signedTexts[0] && writes === writtenForms[0];
          expect(verify(token, { secretKey: text }).accepted).toBe(isRight);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('names the way of every combination of a simple reading, other bytes and another form', () => {
    const token = (signs: number, writes: number) =>
      forged(
        Buffer.from(`${SECRET}\n`),
        signedTexts[signs] ?? String,
        writtenForms[writes] ?? ((signature) => signature.toString('hex')),
      );
    const told = [0, 1, 2, 3].flatMap((signs) =>
      [0, 1, 2, 3].map((writes) => codesOf(verify(token(signs, writes)))),
    );
    const expected = [0, 1, 2, 3].flatMap((signs) =>
      [0, 1, 2, 3].map((writes) => [
        'secret-has-whitespace',
        ...(writes > 0 ? ['signature-wrongly-encoded'] : []),
        ...(signs > 0 ? ['signed-other-bytes'] : []),
      ]),
    );
    expect(told).toEqual(expected);
  });

  it('never quotes a secret or a key', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9]{40}$/), fc.nat(), (inner, pick) => {
        const text = `JWT_SECRET=${inner}`;
        const readings = readingsOf(text, 'utf8');
        const { material } = readings[pick % readings.length] ?? { material: { bytes: Buffer.alloc(0) } };
        const verification = verify(mint({ key: createSecretKey(material.bytes) }), { secretKey: text });
        const report = renderVerification(verification, terminalStyle()) + JSON.stringify(verification);
        for (const part of [inner, inner.slice(0, 16), Buffer.from(inner).toString('base64').slice(0, 16)]) {
          expect(report).not.toContain(part);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('takes the key of the configuration before the same key of another', () => {
    const others = [{ ...erp, name: 'Same', secretKey: SECRET }];
    const input = mint().split('.').slice(0, 2).join('.');
    const token = `${input}.${signatureOf('HS256', SECRET, `${input}\n`).toString('base64url')}`;
    expect(codesOf(verify(token, {}, { others }))).toEqual(['signed-other-bytes']);
  });

  it('says of a signature of another RSA size that the key is another', () => {
    const small = keyFor('RS256', 'small').privateKey;
    const changes = { signatureAlgorithm: 'RS256', secretKey: keyFor('RS256').publicPem } as const;
    expect(codesOf(verify(mint({ algorithm: 'RS256', key: small }), changes))).toEqual(['secret-mismatch']);
  });

  it('does not take the placeholder of one token for that of the next', () => {
    const secret: SecretResult = { ok: true, text: SECRET, encoding: 'utf8' };
    const keyed = (iss: string) => mint({ key: 'https://one.example', claims: { ...healthyClaims, iss } });
    const told = ['https://one.example', 'https://two.example', 'https://one.example'].map((iss) =>
      codesOf(verify(keyed(iss), {}, { secret })),
    );
    expect(told).toEqual([['signed-with-placeholder'], ['secret-mismatch'], ['signed-with-placeholder']]);
  });

  it('finds a reading of another configuration’s secret in a store of a hundred', () => {
    const others = Array.from(
      { length: 100 },
      (_, index): Configuration => ({
        ...erp,
        name: `Other ${index}`,
        secretKey: Buffer.from(`the-secret-of-configuration-${index}-of-a-hundred`).toString('base64'),
      }),
    );
    const { diagnosis } = verify(
      mint({ key: 'the-secret-of-configuration-77-of-a-hundred' }),
      {},
      { others },
    );
    expect(diagnosis.map(({ code, evidence }) => [code, evidence])).toEqual([
      ['signed-by-other-configuration', { signedBy: 'Other 77', isEnabled: true, how: 'base64-decoded' }],
    ]);
  });
});

describe('the keys of a search', () => {
  it('are bounded for every secret', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 5000 }),
        fc.constantFrom(...secretEncodings),
        (text, encoding) => {
          expect(readingsOf(text, encoding).length).toBeLessThanOrEqual(1500);
        },
      ),
    );
    expect(readingsOf('x'.repeat(4097), 'utf8')).toEqual([]);
    expect(placeholderKeys(erp).length).toBeLessThan(400);
  });

  it('say every step of a reading, and have the code of the first', () => {
    const text = Buffer.from(Buffer.from(SECRET).toString('base64')).toString('base64');
    const { diagnosis } = verify(mint(), { secretKey: text });
    expect(diagnosis.map(({ code, evidence, commands }) => ({ code, how: evidence.how, commands }))).toEqual([
      {
        code: 'secret-is-base64',
        how: 'base64-decoded, then base64-decoded',
        commands: ['jwtadm edit ERP --secret-stdin'],
      },
    ]);
  });

  it('are never advised to be stored where create would refuse them', () => {
    const secretKey = 'kq83hdk29fj3k4l5=mn6b7v8c9x0z1a2s';
    const { diagnosis } = verify(mint({ key: 'kq83hdk29fj3k4l5' }), { secretKey });
    expect(diagnosis.map(({ code, commands }) => [code, commands])).toEqual([['secret-was-cut', []]]);
  });

  it('store the bytes of a key that is no text in base64', () => {
    const secretKey = 'BtBqpLwoyx0zpqDxSh158Q2Esne0hKaQ4FQwzGdJcZj14eeaxt';
    const key = createSecretKey(Buffer.from(secretKey.slice(0, 48), 'base64'));
    const { diagnosis } = verify(mint({ key }), { secretKey });
    expect(diagnosis.map(({ code, commands }) => [code, commands])).toEqual([
      ['secret-is-base64', ['jwtadm edit ERP --secret-stdin --secret-encoding base64']],
    ]);
  });
});

describe('the MAC of the search', () => {
  it('is what node:crypto computes, for every key and input', () => {
    const hashes: readonly HashName[] = ['sha256', 'sha384', 'sha512'];
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(
        fc.constantFrom(...hashes),
        bytes,
        fc.array(bytes, { minLength: 1, maxLength: 3 }),
        (hash, input, keys) => {
          const mac = macOf(hash, input);
          for (const key of keys) {
            expect(mac(key)).toBe(createHmac(hash, key).update(input).digest('binary'));
          }
        },
      ),
    );
  });
});

describe('the fully specified algorithms', () => {
  it.each([
    ['Ed25519', 'Ed448'],
    ['Ed448', 'Ed25519'],
  ] as const)('refuse the key of the other curve: %s', (pin, other) => {
    const changes = { signatureAlgorithm: pin, secretKey: keyFor(other).publicPem };
    const { accepted, diagnosis } = verify(
      mint({ algorithm: other, key: keyFor(other).privateKey }),
      changes,
    );
    expect(accepted).toBe(false);
    expect(diagnosis.map(({ code }) => code)).toContain('key-not-for-algorithm');
  });

  it('accept exactly the name that is configured', () => {
    const edwards = signatureAlgorithms.filter((each) => each.startsWith('Ed'));
    const { privateKey, publicPem } = keyFor('Ed25519');
    const accepted = edwards.flatMap((pin) =>
      edwards
        .filter((alg) => {
          const token = mint({ algorithm: alg, key: privateKey, claims: { ...healthyClaims, iat: NOW } });
          return verify(token, { signatureAlgorithm: pin, secretKey: publicPem }).accepted;
        })
        .map((alg) => `${alg} under ${pin}`),
    );
    expect(accepted).toEqual(['EdDSA under EdDSA', 'Ed25519 under Ed25519']);
  });
});

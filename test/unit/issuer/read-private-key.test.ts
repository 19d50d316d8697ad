import { createPublicKey, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signatureAlgorithms } from '../../../src/domain/algorithm.ts';
import { readPrivateKey } from '../../../src/issuer/read-private-key.ts';
import { keyFor } from '../../support/mint-token.ts';

const { privateKey, publicPem } = keyFor('ES256');
const publicKey = createPublicKey(privateKey);

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

describe('a private key', () => {
  it.each(signatureAlgorithms.filter((algorithm) => !algorithm.startsWith('HS')))(
    'of %s is read from PEM and from JWK',
    (algorithm) => {
      const { privateKey: key } = keyFor(algorithm);
      const texts = [pem(key), JSON.stringify(key.export({ format: 'jwk' }))];
      const readings = texts.map((text) => readPrivateKey(text, createPublicKey(key)));
      expect(readings.map(({ ok }) => ok)).toEqual([true, true]);
    },
  );

  it.each([
    ['that of another pair', pem(keyFor('ES256', 'other').privateKey), 'is the private key of another pair'],
    ['the public half', publicPem, 'is PEM, but not of a private key'],
    [
      'the public half as JWK',
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      'is a JWK, but no private one',
    ],
    ['damaged', pem(privateKey).replace(/M/, '!'), 'is PEM in form, but damaged'],
    [
      'encrypted',
      privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
      'is encrypted',
    ],
    ['a shared secret', 'hunter2', 'is neither PEM'],
    ['nothing', '', 'is neither PEM'],
  ])('is refused when it is %s', (_title, text, reason) => {
    expect(readPrivateKey(text, publicKey)).toEqual({ ok: false, reason: expect.stringContaining(reason) });
  });
});

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isHmac, signatureAlgorithms } from '../../../src/domain/algorithm.ts';
import { generateKeyPairFor } from '../../../src/jwt/generate-key-pair.ts';
import { publicKeyPem, resolveKey } from '../../../src/jwt/resolve-key.ts';

// Every RSA algorithm takes the same kind of key, which takes a while to make.
const algorithms = signatureAlgorithms.filter((each) => !isHmac(each) && !/^(?:RS|PS)(?!256)/.test(each));

describe('a new key pair', () => {
  it.each(algorithms)('for %s verifies under it, its halves in PEM', async (algorithm) => {
    const { privatePem, publicPem } = await generateKeyPairFor(algorithm);
    const { evidence } = resolveKey({ ok: true, text: publicPem, encoding: 'utf8' }, algorithm, undefined);
    expect(evidence).toMatchObject({ state: 'usable', holdsPrivateKey: false });
    expect(privatePem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
    expect(publicKeyPem(createPrivateKey(privatePem))).toBe(publicPem);
  });

  it('of RSA has 3072 bits and the exponent 65537', async () => {
    const { publicPem } = await generateKeyPairFor('PS512');
    expect(createPublicKey(publicPem).asymmetricKeyDetails).toEqual({
      modulusLength: 3072,
      publicExponent: 65_537n,
    });
  });

  it('is another one each time', async () => {
    const [one, other] = [await generateKeyPairFor('EdDSA'), await generateKeyPairFor('EdDSA')];
    expect(one.privatePem).not.toBe(other.privatePem);
  });

  it('is none for a shared secret', async () => {
    await expect(generateKeyPairFor('HS256')).rejects.toThrow('HS256 has no key pair');
  });
});

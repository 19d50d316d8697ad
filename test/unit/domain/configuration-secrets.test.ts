import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../../src/domain/configuration.ts';
import {
  changeSecretKeys,
  holdsEncryptedSecret,
  holdsLiteralSecret,
} from '../../../src/domain/configuration-secrets.ts';
import type { SecretKey } from '../../../src/domain/secret-key.ts';
import { keyFor } from '../../support/mint-token.ts';
import { sampleConfiguration } from '../../support/samples.ts';

const { publicPem } = keyFor('ES256');

describe('the secrets of a configuration', () => {
  it.each<[string, SecretKey, Configuration['signatureAlgorithm'], boolean, boolean]>([
    ['bare text', 'hush', 'HS256', true, false],
    ['an empty text', '', 'HS256', true, false],
    ['text with an encoding', { value: 'aHVzaA==', encoding: 'base64' }, 'HS256', true, false],
    ['a public key', publicPem, 'ES256', false, false],
    ['a public key as a shared secret', publicPem, 'HS256', true, false],
    ['something else where a public key belongs', 'hush', 'ES256', true, false],
    ['a variable', { env: 'A' }, 'HS256', false, false],
    ['a file', { file: 'a' }, 'HS256', false, false],
    ['a ciphertext', { encrypted: 'AAAA' }, 'HS256', false, true],
    ['a ciphertext under a public key’s algorithm', { encrypted: '' }, 'ES256', false, true],
  ])('with %s', (_, secretKey, signatureAlgorithm, isLiteral, isEncrypted) => {
    const configuration = sampleConfiguration({ secretKey, signatureAlgorithm });
    expect([holdsLiteralSecret(configuration), holdsEncryptedSecret(configuration)]).toEqual([
      isLiteral,
      isEncrypted,
    ]);
  });

  const acceptedUntil = '2026-03-01T12:00:00Z';

  it('are looked for in the previous one, too', () => {
    const previousOf = (secretKey: SecretKey) =>
      sampleConfiguration({ secretKey: { env: 'A' }, previousSecret: { secretKey, acceptedUntil } });
    expect(holdsLiteralSecret(previousOf('hush'))).toBe(true);
    expect(holdsEncryptedSecret(previousOf({ encrypted: 'AAAA' }))).toBe(true);
    expect(holdsLiteralSecret(previousOf({ env: 'B' }))).toBe(false);
  });

  it('are looked for in the initial password, which is never a public key', () => {
    const withPassword = (initialPassword: SecretKey) =>
      sampleConfiguration({ secretKey: { env: 'A' }, signatureAlgorithm: 'ES256', initialPassword });
    expect(holdsLiteralSecret(withPassword(publicPem))).toBe(true);
    expect(holdsEncryptedSecret(withPassword({ encrypted: 'AAAA' }))).toBe(true);
    expect(holdsLiteralSecret(withPassword({ file: 'a' }))).toBe(false);
  });

  it('are changed field by field, and what stays needs no setting', () => {
    const configuration = sampleConfiguration({
      secretKey: '',
      previousSecret: { secretKey: 'old', acceptedUntil },
    });
    const asked: unknown[] = [];
    const changed = changeSecretKeys(configuration, (secretKey, field) => {
      asked.push([field, secretKey]);
      return { env: field };
    });
    expect(asked).toEqual([
      ['secretKey', ''],
      ['previousSecret', 'old'],
    ]);
    expect(changed).toEqual({
      secretKey: { env: 'secretKey' },
      previousSecret: { secretKey: { env: 'previousSecret' }, acceptedUntil },
    });
    expect(changeSecretKeys(configuration, (secretKey) => secretKey)).toEqual({});
    expect(Object.keys(changeSecretKeys(sampleConfiguration(), () => 'x'))).toEqual(['secretKey']);
  });
});

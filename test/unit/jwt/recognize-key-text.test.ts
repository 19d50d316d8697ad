import { Buffer } from 'node:buffer';
import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import { type KeyTextKind, keyTextKinds } from '../../../src/domain/key-text.ts';
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

const containers: readonly (readonly [KeyTextKind, string])[] = [
  [
    'service-account',
    JSON.stringify({ type: 'service_account', private_key: 'x', client_email: 'erp@example' }),
  ],
  ['putty', 'PuTTY-User-Key-File-2: ssh-ed25519\nEncryption: none\n'],
  ['openssh-private', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjE=\n'],
  ['pgp', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n'],
  ['csr', '-----BEGIN NEW CERTIFICATE REQUEST-----\nMIIC\n'],
  ['java-keystore', Buffer.from(`cececece00000002${'00'.repeat(60)}`, 'hex').toString('base64')],
  ['pkcs12', '-----BEGIN PKCS12-----\nMIIC\n'],
];

describe('the recognizer of key texts', () => {
  it.each(trials)('sees $name of a key on $key', ({ kind, isReadable, pem, text }) => {
    const found = recognizeKeyText(text);
    const digests = found?.keys.map(({ key }) => spkiDigest(key));
    expect({ kind: found?.kind, digests }).toEqual({
      kind,
      digests: isReadable ? [spkiDigest(createPublicKey(pem))] : [],
    });
  });

  it.each(containers)('sees a container, in which nothing is converted: %s', (kind, text) => {
    expect(recognizeKeyText(text)).toMatchObject({ kind, keys: [] });
  });

  it('has a trial of every kind', () => {
    const tried = new Set<KeyTextKind>([
      ...trials.map(({ kind }) => kind),
      ...containers.map(([kind]) => kind),
    ]);
    expect(keyTextKinds.filter((kind) => !tried.has(kind) && kind !== 'certificate-map')).toEqual([]);
  });

  it('takes time linear in what floods a pattern', () => {
    const before = process.cpuUsage();
    for (const piece of [
      '-',
      '\\',
      ' ',
      'begin public key\n',
      '-----BEGIN ',
      'n:AA:',
      '---- BEGIN SSH2 PUBLIC KEY ----\n',
      '<Modulus>',
      '{"a":',
    ]) {
      recognizeKeyText(piece.repeat(65_536 / piece.length));
    }
    const { user, system } = process.cpuUsage(before);
    // What is quadratic takes minutes.
    expect((user + system) / 1e6).toBeLessThan(10);
  });
});

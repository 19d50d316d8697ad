import { Buffer } from 'node:buffer';
import { createPublicKey, createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isHmac, type SignatureAlgorithm, signatureAlgorithms } from '../../src/domain/algorithm.ts';
import type { Configuration } from '../../src/domain/configuration.ts';
import type { SecretEncoding, SecretResult } from '../../src/domain/secret-key.ts';
import { keyFor } from '../support/mint-token.ts';

/** A configuration with its key, as jwtadm stores it and as other libraries take it. */
export interface FuzzConfiguration {
  readonly configuration: Configuration;
  readonly secret: SecretResult;
  readonly signingKey: KeyObject;
  /** A key of the same kind that the configuration does not have. */
  readonly foreignKey: KeyObject;
  /** The secret or the public key. */
  readonly verificationKey: KeyObject;
  /** How many of the tokens are for it: slow algorithms get few. */
  readonly weight: number;
}

/** What configurations of one algorithm differ in, beside their keys. */
const claimRules: readonly Partial<Configuration>[] = [
  { expirationTime: 86_400, usernameField: 'loginname' },
  {
    expirationTime: 3600,
    usernameField: 'user.login',
    nameField: 'name',
    emailField: 'email',
    issuer: 'https://issuer.example',
    audience: ['app', 'portal'],
    clockTolerance: 60,
  },
  { expirationTime: 2_147_483_647, usernameField: '/https:~1~1example.com~1login', audience: ['app'] },
  { expirationTime: 600, usernameField: 'sub', issuer: 'ERP', clockTolerance: 86_400 },
];

interface KeyForm {
  readonly text: string;
  readonly encoding?: SecretEncoding;
  readonly signingKey: KeyObject;
  readonly foreignKey: KeyObject;
}

const foreignSecret = createSecretKey(
  Buffer.from('the secret of another issuer, long enough for SHA-512 too'),
);

/** Shared secrets in every encoding, shorter and longer than a hash and its block. */
function secretForms(): KeyForm[] {
  const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 89 + 41) % 256));
  const form = (text: string, key: Buffer, encoding: SecretEncoding = 'utf8'): KeyForm => ({
    text,
    encoding,
    signingKey: createSecretKey(key),
    foreignKey: foreignSecret,
  });
  const words = 'Kd8-vQ2_hL0.xW7~pT4!mR9@zB3#nC6$yF1%gJ5^sH8&uD2*eA7(iO9)kV4+qX';
  const jwk = JSON.stringify({ kty: 'oct', k: bytes(80).toString('base64url') });
  return [
    form(words, Buffer.from(words)),
    form(bytes(64).toString('base64'), bytes(64), 'base64'),
    form(bytes(65).toString('base64url'), bytes(65), 'base64url'),
    form(bytes(200).toString('hex'), bytes(200), 'hex'),
    form(jwk, bytes(80)),
    form('Kd8-vQ2_hL0', Buffer.from('Kd8-vQ2_hL0')),
  ];
}

/** Public keys as PEM and JWK. */
function publicKeyForms(algorithm: SignatureAlgorithm): KeyForm[] {
  const pairs = [keyFor(algorithm)];
  if (algorithm === 'EdDSA') pairs.push(keyFor(algorithm, 'Ed448'));
  return pairs.flatMap(({ privateKey, publicPem }) => {
    const foreignKey =
      privateKey.asymmetricKeyType === 'ed448'
        ? generateKeyPairSync('ed448').privateKey
        : keyFor(algorithm, 'foreign').privateKey;
    const jwk = JSON.stringify(createPublicKey(privateKey).export({ format: 'jwk' }));
    return [publicPem, jwk].map((text) => ({ text, signingKey: privateKey, foreignKey }));
  });
}

/** To sign or verify with these takes about a millisecond. */
const slowAlgorithms = ['ES384', 'ES512'];

function weightOf(algorithm: SignatureAlgorithm, key: KeyObject): number {
  if (isHmac(algorithm)) return 20;
  if (slowAlgorithms.includes(algorithm) || key.asymmetricKeyType === 'ed448') return 1;
  return key.asymmetricKeyType?.startsWith('rsa') ? 1 : 8;
}

function configurationsOf(algorithm: SignatureAlgorithm): FuzzConfiguration[] {
  const forms = isHmac(algorithm) ? secretForms() : publicKeyForms(algorithm);
  return forms.flatMap(({ text, encoding = 'utf8', signingKey, foreignKey }, form) =>
    claimRules.map((rules, rule) => ({
      configuration: {
        name: `${algorithm}-${form}-${rule}`,
        enabled: true,
        tokenName: 'token',
        secretKey: text,
        expirationTime: 86_400,
        usernameField: 'sub',
        signatureAlgorithm: algorithm,
        ...rules,
      },
      secret: { ok: true as const, text, encoding },
      signingKey,
      foreignKey,
      verificationKey: isHmac(algorithm) ? signingKey : createPublicKey(signingKey),
      weight: weightOf(algorithm, signingKey),
    })),
  );
}

/** Makes configurations of all algorithms, with keys of every kind; key pairs are new in each process. */
export function fuzzConfigurations(): FuzzConfiguration[] {
  return signatureAlgorithms.flatMap(configurationsOf);
}

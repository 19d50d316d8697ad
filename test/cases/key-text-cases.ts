import { Buffer } from 'node:buffer';
import { createECDH, createPublicKey, getDiffieHellman } from 'node:crypto';
import type { SignatureAlgorithm } from '../../src/domain/algorithm.ts';
import { keyFor, mint } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const rsa = keyFor('RS256');
const p256 = keyFor('ES256');
const p384 = keyFor('ES384');
const p521 = keyFor('ES512');
const ed25519 = keyFor('EdDSA');
const bodyOf = (pem: string) => pem.replaceAll(/-----[^-]+-----|\s/g, '');
const rsaModulus = createPublicKey(rsa.publicPem).export({ format: 'jwk' }).n ?? '';

/** A token of the algorithm, signed with its test key, under another Secret Key. */
function under(
  signatureAlgorithm: SignatureAlgorithm,
  secretKey: string,
): Pick<DiagnosisCase, 'token' | 'changes'> {
  const token = signatureAlgorithm.startsWith('HS')
    ? mint({ algorithm: signatureAlgorithm })
    : mint({ algorithm: signatureAlgorithm, key: keyFor(signatureAlgorithm).privateKey });
  return { token, changes: { signatureAlgorithm, secretKey } };
}

function jwkWith(members: object): string {
  return JSON.stringify(members);
}

function rsaJwk(modulus: bigint): string {
  const hex = modulus.toString(16);
  const n = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
  return jwkWith({ kty: 'RSA', n, e: 'AQAB' });
}

/** The prime of a Diffie-Hellman group. */
function groupPrime(group: string): bigint {
  return BigInt(`0x${getDiffieHellman(group).getPrime('hex')}`);
}

/** The base point of a curve, whose private key is 1. */
function basePoint(curve: string, crv: string, size: number): string {
  const pair = createECDH(curve);
  const one = Buffer.alloc(size);
  one[size - 1] = 1;
  pair.setPrivateKey(one);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)].map((half) =>
    half.toString('base64url'),
  );
  return jwkWith({ kty: 'EC', crv, x, y });
}

const ed = (crv: 'Ed25519' | 'Ed448', bytes: readonly number[], size: number) =>
  jwkWith({
    kty: 'OKP',
    crv,
    x: Buffer.from([...bytes, ...Array(size - bytes.length).fill(0)]).toString('base64url'),
  });

/** Cases of texts that are keys in another form, and of keys for which anyone can sign. */
export const keyTextCases: readonly DiagnosisCase[] = [
  {
    about: 'public-key-as-secret',
    title: 'of HS256 under a PEM with four dashes',
    ...under('HS256', rsa.publicPem.replaceAll('-----', '----')),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS384 under RSAKeyValue',
    ...under(
      'HS384',
      `<RSAKeyValue><Modulus>${Buffer.from(rsaModulus, 'base64url').toString('base64')}</Modulus><Exponent>AQAB</Exponent></RSAKeyValue>`,
    ),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS512 under a modulus as openssl prints it',
    ...under('HS512', `Modulus=${Buffer.from(rsaModulus, 'base64url').toString('hex').toUpperCase()}`),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS256 under a cut certificate',
    ...under('HS256', `-----BEGIN CERTIFICATE-----\n${bodyOf(p256.publicPem).slice(0, 60)}`),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS512 under a PuTTY key file',
    ...under('HS512', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nComment: erp\nPublic-Lines: 6\n'),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS256 under an OpenSSH private key',
    ...under('HS256', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n'),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS384 under a PEM on one line',
    ...under('HS384', p521.publicPem.replaceAll('\n', '\\n')),
  },
  {
    about: 'public-key-as-secret',
    title: 'of HS256 under an Ed25519 key in hexadecimal',
    ...under('HS256', Buffer.from(bodyOf(ed25519.publicPem), 'base64').toString('hex')),
  },

  {
    about: 'key-is-forgeable',
    title: 'of EdDSA under the neutral point of Ed25519',
    ...under('EdDSA', ed('Ed25519', [1], 32)),
  },
  {
    about: 'key-is-forgeable',
    title: 'of EdDSA under a point of order 4 of Ed25519',
    ...under('EdDSA', ed('Ed25519', [], 32)),
  },
  {
    about: 'key-is-forgeable',
    title: 'of EdDSA under the neutral point of Ed448',
    ...under('EdDSA', ed('Ed448', [1], 57)),
  },
  {
    about: 'key-is-forgeable',
    title: 'of RS256 under a prime modulus',
    ...under('RS256', rsaJwk(groupPrime('modp14'))),
  },
  {
    about: 'key-is-forgeable',
    title: 'of PS384 under a modulus that is a square',
    ...under('PS384', rsaJwk(groupPrime('modp2') ** 2n)),
  },
  {
    about: 'key-is-forgeable',
    title: 'of RS512 under a modulus with a small factor',
    ...under('RS512', rsaJwk(0x101n * groupPrime('modp14'))),
  },
  {
    about: 'key-is-forgeable',
    title: 'of ES256 under the base point of its curve',
    ...under('ES256', basePoint('prime256v1', 'P-256', 32)),
  },
  {
    about: 'key-is-forgeable',
    title: 'of ES512 under the base point of its curve',
    ...under('ES512', basePoint('secp521r1', 'P-521', 66)),
  },

  {
    about: 'key-unreadable',
    title: 'of ES384 under a PEM in base64',
    ...under('ES384', Buffer.from(p384.publicPem).toString('base64')),
  },
  {
    about: 'key-unreadable',
    title: 'of PS256 under a service account',
    ...under('PS256', jwkWith({ type: 'service_account', private_key: 'x', client_email: 'a@b' })),
  },
  {
    about: 'key-unreadable',
    title: 'of ES256 under the path of its key',
    ...under('ES256', '/etc/jwt/erp.pem'),
  },
  {
    about: 'key-unreadable',
    title: 'of EdDSA under 32 bytes that may be the key itself',
    ...under('EdDSA', Buffer.from(bodyOf(ed25519.publicPem), 'base64').subarray(12).toString('base64')),
  },
  {
    about: 'key-unreadable',
    title: 'of HS256 under a JWK Set of one secret',
    ...under('HS256', jwkWith({ keys: [{ kty: 'oct', k: Buffer.alloc(32, 'k').toString('base64url') }] })),
  },
  {
    about: 'key-not-for-algorithm',
    title: 'of ES512 under a key on P-256, and once only',
    token: mint({ algorithm: 'ES512', key: p521.privateKey }),
    changes: { signatureAlgorithm: 'ES512', secretKey: p256.publicPem },
  },
];

import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { healthyClaims, keyFor, mint, NOW } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const rsa = keyFor('RS256');
const token = mint();
const derBody = rsa.publicPem.replaceAll(/-----[^-]+-----|\s/g, '');
const ecBody = keyFor('ES256').publicPem.replaceAll(/-----[^-]+-----|\s/g, '');
const jwk = rsa.privateKey.export({ format: 'jwk' });
const publicJwk = { kty: jwk.kty, n: jwk.n, e: jwk.e };
const openSsh = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDexample alice@erp.example.com';
const pss = generateKeyPairSync('rsa-pss', {
  modulusLength: 2048,
  hashAlgorithm: 'sha256',
  mgf1HashAlgorithm: 'sha256',
});
const pssPem = pss.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const zeros = Buffer.alloc(32).toString('base64');

function publicAsSecret(text: string): Pick<DiagnosisCase, 'token' | 'changes'> {
  return { token: mint({ key: text }), changes: { secretKey: text } };
}

/** Tokens and configurations as an attacker, or a mistake that helps one, would have them. */
export const attackCases: readonly DiagnosisCase[] = [
  { about: 'public-key-as-secret', title: 'keyed with an OpenSSH public key', ...publicAsSecret(openSsh) },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a JWK Set',
    ...publicAsSecret(JSON.stringify({ keys: [publicJwk] })),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with the base64 of a public key',
    ...publicAsSecret(derBody),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a JWK whose kty is a list',
    ...publicAsSecret(JSON.stringify({ ...publicJwk, kty: ['RSA'] })),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a PEM that is base64 again',
    token: mint({ key: rsa.publicPem }),
    changes: { secretKey: { value: Buffer.from(rsa.publicPem).toString('base64'), encoding: 'base64' } },
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with the base64 of an EC public key',
    ...publicAsSecret(ecBody),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with the bytes of that base64, which is no proof',
    token: mint({ key: createSecretKey(Buffer.from(ecBody, 'base64')) }),
    changes: { secretKey: ecBody },
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a public key in hex',
    ...publicAsSecret(Buffer.from(ecBody, 'base64').toString('hex')),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a percent-encoded PEM',
    ...publicAsSecret(encodeURIComponent(rsa.publicPem)),
  },
  {
    about: 'public-key-as-secret',
    title: 'keyed with a PEM inside a JWK',
    token: mint({ key: rsa.publicPem }),
    changes: {
      secretKey: JSON.stringify({ kty: 'oct', k: Buffer.from(rsa.publicPem).toString('base64url') }),
    },
  },
  {
    about: 'token-has-wrapping',
    title: 'in a message beside a cookie of that name with other words',
    token: `GET /p?token=${token} HTTP/1.1\nHost: h\nCookie: token=garbage`,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a message beside an empty cookie of that name',
    token: `GET /p?token=${token} HTTP/1.1\nHost: h\nCookie: token=`,
  },
  {
    about: 'username-nested',
    title: 'whose login name stands in a claim with a slash',
    token: mint({ claims: { '/a': { loginname: 'alice' }, iat: NOW } }),
  },
  {
    about: 'token-type-unexpected',
    title: 'that hides its type behind a zero-width space',
    token: mint({ header: { alg: 'HS256', typ: 'logout+jwt\u200b' } }),
  },
  {
    about: 'key-unreadable',
    title: 'that is an HMAC keyed with the JWK Set of an RS256 configuration, whose algorithm is not advised',
    token: mint({ key: JSON.stringify({ keys: [publicJwk] }) }),
    changes: { signatureAlgorithm: 'RS256', secretKey: JSON.stringify({ keys: [publicJwk] }) },
    codes: ['algorithm-mismatch', 'key-unreadable'],
    proved: false,
  },
  {
    about: 'secret-mismatch',
    title: 'signed with another key under an id-RSASSA-PSS key',
    token: mint({ algorithm: 'PS256', key: rsa.privateKey }),
    changes: { signatureAlgorithm: 'PS256', secretKey: pssPem },
  },
  {
    about: 'secret-too-short',
    title: 'keyed with nothing, under a secret of NUL bytes alone',
    token: mint({ key: '' }),
    changes: { secretKey: { value: zeros, encoding: 'base64' } },
    codes: ['secret-too-short', 'secret-is-placeholder'],
  },
  {
    about: 'secret-mismatch',
    title: 'keyed with the first letter of the secret, which proves nothing',
    token: mint({ key: 'a' }),
    changes: { secretKey: 'a very long passphrase with forty characters' },
    proved: false,
  },
  {
    about: 'token-has-wrapping',
    title: 'beside another token in a URL',
    token: `https://bi.example.com/?token=${token}&token=${mint({ key: 'x' })}`,
  },
  {
    about: 'token-has-wrapping',
    title: 'beside another token in a cookie line',
    token: `Cookie: token=${token}; token=none`,
  },
  {
    about: 'token-has-wrapping',
    title: 'in a message with another token',
    token: `GET /?token=${token} HTTP/1.1\nAuthorization: Bearer ${mint({ key: 'x' })}`,
  },
  { about: 'token-name-mismatch', title: 'meant for a proxy', token: `Proxy-Authorization: Bearer ${token}` },
  { about: 'token-has-wrapping', title: 'behind a no-break space', token: `Cookie: token=\u00a0${token}` },
  {
    about: 'token-type-unexpected',
    title: 'that is a logout token with a parameter',
    token: mint({ header: { alg: 'HS256', typ: ' logout+jwt; x=1' } }),
  },
  ...['adm\u00adin', 'admin\ufe0f', 'admin\u3164', 'admin\u2800', 'admin ', '\u00a0admin'].map(
    (loginname): DiagnosisCase => ({
      about: 'username-has-invisible-characters',
      title: `whose login name ${JSON.stringify(loginname)} looks like another`,
      token: mint({ claims: { ...healthyClaims, loginname } }),
    }),
  ),
  {
    about: 'healthy',
    title: 'signed under an id-RSASSA-PSS key',
    token: mint({ algorithm: 'PS256', key: pss.privateKey }),
    changes: { signatureAlgorithm: 'PS256', secretKey: pssPem },
  },
  {
    about: 'healthy',
    title: 'that names its field twice with the same value',
    token: `token=${token}&token=${token}`,
  },
];

/** What a forger puts into a token so that the administrator's fixes would do its will. */
export const forgedWishes = {
  token: `https://bi.example.com/?evil=${mint({ key: 'attacker', claims: { iss: 'https://evil.example', sub: 'admin', exp: NOW + 200_000 } })}`,
  changes: { issuer: 'good', usernameField: 'loginname' },
};

import { healthyClaims, keyFor, mint, SECRET } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const token = mint();
const rsa = keyFor('RS256');
const p256 = keyFor('ES256');
const p384 = keyFor('ES384');
const rsaToken = mint({ algorithm: 'RS256', key: rsa.privateKey });
const asRsa = { signatureAlgorithm: 'RS256', secretKey: rsa.publicPem } as const;
const privatePem = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const small = keyFor('RS256', 'small');

function unsigned(header: unknown): string {
  return mint({ header }).replace(/[^.]*$/, '');
}

/** Cases of the header, the key and the signature. */
export const headerAndKeyCases: readonly DiagnosisCase[] = [
  { about: 'header-malformed', title: 'whose header is not JSON', token: mint({ header: '{"alg":' }) },
  { about: 'header-malformed', title: 'whose header is a list', token: mint({ header: '["HS256"]' }) },
  {
    about: 'header-malformed',
    title: 'whose header names its algorithm twice',
    token: mint({ header: '{"alg":"none","alg":"HS256"}' }),
  },
  { about: 'header-malformed', title: 'with an empty header', token: mint({ header: '' }) },

  { about: 'algorithm-missing', title: 'without alg', token: mint({ header: { typ: 'JWT' } }) },
  { about: 'algorithm-missing', title: 'whose alg is null', token: mint({ header: { alg: null } }) },
  { about: 'algorithm-none', title: 'with alg none and no signature', token: unsigned({ alg: 'none' }) },
  { about: 'algorithm-none', title: 'with alg nOnE', token: unsigned({ alg: 'nOnE', typ: 'JWT' }) },
  {
    about: 'algorithm-none',
    title: 'with alg none and a signature',
    token: mint({ header: { alg: 'none' } }),
  },
  {
    about: 'algorithm-unsupported',
    title: 'with alg in lower case',
    token: mint({ header: { alg: 'hs256' } }),
  },
  { about: 'algorithm-unsupported', title: 'with alg ES256K', token: mint({ header: { alg: 'ES256K' } }) },
  { about: 'algorithm-unsupported', title: 'whose alg is a number', token: mint({ header: { alg: 256 } }) },
  {
    about: 'algorithm-mismatch',
    title: 'signed with HS512 where HS256 is configured',
    token: mint({ algorithm: 'HS512' }),
    proved: true,
  },
  {
    about: 'algorithm-mismatch',
    title: 'signed with RS256 where HS256 is configured',
    token: rsaToken,
    proved: false,
  },
  {
    about: 'algorithm-mismatch',
    title: 'signed with PS256 where RS256 is configured',
    token: mint({ algorithm: 'PS256', key: rsa.privateKey }),
    changes: asRsa,
    proved: true,
  },
  {
    about: 'algorithm-mismatch',
    title: 'signed with HS512 and another secret',
    token: mint({ algorithm: 'HS512', key: 'other' }),
    codes: ['algorithm-mismatch', 'secret-mismatch'],
    proved: false,
  },
  { about: 'critical-header', title: 'with crit', token: mint({ header: { alg: 'HS256', crit: ['exp'] } }) },
  {
    about: 'critical-header',
    title: 'with an empty crit',
    token: mint({ header: { alg: 'HS256', crit: [] } }),
  },
  {
    about: 'critical-header',
    title: 'with b64 false',
    token: mint({ header: { alg: 'HS256', b64: false, crit: ['b64'] } }),
  },
  {
    about: 'token-type-unexpected',
    title: 'that is a logout token',
    token: mint({ header: { alg: 'HS256', typ: 'logout+jwt' } }),
  },
  {
    about: 'token-type-unexpected',
    title: 'that is a security event',
    token: mint({ header: { alg: 'HS256', typ: 'application/secevent+jwt' } }),
  },
  {
    about: 'token-type-unexpected',
    title: 'whose typ is a number',
    token: mint({ header: { alg: 'HS256', typ: 1 } }),
  },
  {
    about: 'token-type-unexpected',
    title: 'that is an access token, which is only a warning',
    token: mint({ header: { alg: 'HS256', typ: 'at+jwt' } }),
  },
  { about: 'healthy', title: 'without typ', token: mint({ header: { alg: 'HS256' } }) },
  {
    about: 'healthy',
    title: 'whose typ is in lower case',
    token: mint({ header: { typ: 'jwt', alg: 'HS256' } }),
  },
  {
    about: 'healthy',
    title: 'with kid, jku and cty',
    token: mint({
      header: { kid: '../../etc/passwd', jku: 'https://attacker.example', alg: 'HS256', cty: 'x' },
    }),
  },

  {
    about: 'secret-unavailable',
    title: 'whose secret’s variable is not set',
    token,
    options: { secret: { ok: false, kind: 'missing', reason: 'the environment variable X is not set' } },
  },
  {
    about: 'secret-unavailable',
    title: 'whose secret’s file is empty',
    token,
    options: { secret: { ok: false, kind: 'empty', reason: 'the file is empty' } },
  },
  {
    about: 'key-unreadable',
    title: 'under a PEM with literal \\n',
    token: rsaToken,
    changes: { ...asRsa, secretKey: rsa.publicPem.replaceAll('\n', '\\n') },
  },
  {
    about: 'key-unreadable',
    title: 'under a PEM on one line',
    token: rsaToken,
    changes: { ...asRsa, secretKey: rsa.publicPem.replaceAll('\n', ' ') },
  },
  {
    about: 'key-unreadable',
    title: 'under a PEM without END',
    token: rsaToken,
    changes: { ...asRsa, secretKey: rsa.publicPem.slice(0, 200) },
  },
  {
    about: 'key-unreadable',
    title: 'under an ssh key',
    token: rsaToken,
    changes: { ...asRsa, secretKey: 'ssh-rsa AAAAB3NzaC1yc2E alice@erp' },
  },
  {
    about: 'key-unreadable',
    title: 'under a secret that is not hexadecimal though it should be',
    token,
    changes: { secretKey: { value: 'xyz', encoding: 'hex' } },
  },
  {
    about: 'key-unreadable',
    title: 'under a file that is no text',
    token,
    options: { secret: { ok: false, kind: 'unreadable', reason: 'is in a file that is not UTF-8 text' } },
  },
  {
    about: 'key-not-for-algorithm',
    title: 'under a shared secret for RS256',
    token: rsaToken,
    changes: { signatureAlgorithm: 'RS256' },
  },
  {
    about: 'key-not-for-algorithm',
    title: 'under a public key for HS256',
    token,
    changes: { secretKey: rsa.publicPem },
  },
  {
    about: 'key-not-for-algorithm',
    title: 'under a key on another curve',
    token: mint({ algorithm: 'ES256', key: p256.privateKey }),
    changes: { signatureAlgorithm: 'ES256', secretKey: p384.publicPem },
  },
  {
    about: 'key-not-for-algorithm',
    title: 'under an EC key for PS256',
    token: mint({ algorithm: 'PS256', key: rsa.privateKey }),
    changes: { signatureAlgorithm: 'PS256', secretKey: p256.publicPem },
  },
  {
    about: 'key-not-for-algorithm',
    title: 'under a JWK for encryption',
    token: rsaToken,
    changes: { ...asRsa, secretKey: jwkOf(rsa.publicPem, { use: 'enc' }) },
  },
  {
    about: 'key-too-weak',
    title: 'under an RSA key of 1024 bits',
    token: mint({ algorithm: 'RS256', key: small.privateKey }),
    changes: { signatureAlgorithm: 'RS256', secretKey: small.publicPem },
  },
  { about: 'key-too-weak', title: 'under an empty secret', token, changes: { secretKey: '' } },
  {
    about: 'secret-too-short',
    title: 'under a secret of six bytes',
    token: mint({ key: 'q8Fz_1' }),
    changes: { secretKey: 'q8Fz_1' },
  },
  {
    about: 'secret-too-short',
    title: 'under a secret that is long enough for HS256 alone',
    token: mint({ algorithm: 'HS512', key: 'x'.repeat(31).concat('yz') }),
    changes: { signatureAlgorithm: 'HS512', secretKey: 'x'.repeat(31).concat('yz') },
  },
  {
    about: 'secret-is-placeholder',
    title: 'under the secret of an example',
    token: mint({ key: 'your-256-bit-secret' }),
    changes: { secretKey: 'your-256-bit-secret' },
    codes: ['secret-too-short', 'secret-is-placeholder'],
  },
  {
    about: 'secret-is-placeholder',
    title: 'under one letter over and over',
    token: mint({ key: 'x'.repeat(40) }),
    changes: { secretKey: 'x'.repeat(40) },
  },
  {
    about: 'private-key-stored',
    title: 'under a private key',
    token: rsaToken,
    changes: { ...asRsa, secretKey: privatePem },
  },
  {
    about: 'private-key-stored',
    title: 'under a private JWK',
    token: rsaToken,
    changes: { ...asRsa, secretKey: JSON.stringify(rsa.privateKey.export({ format: 'jwk' })) },
  },
  {
    about: 'healthy',
    title: 'under a public JWK',
    token: rsaToken,
    changes: { ...asRsa, secretKey: jwkOf(rsa.publicPem, { use: 'sig', alg: 'RS256' }) },
  },
  {
    about: 'healthy',
    title: 'under a shared JWK',
    token,
    changes: { secretKey: JSON.stringify({ kty: 'oct', k: Buffer.from(SECRET).toString('base64url') }) },
  },
  {
    about: 'healthy',
    title: 'under a base64 secret',
    token,
    changes: { secretKey: { value: Buffer.from(SECRET).toString('base64'), encoding: 'base64' } },
  },

  { about: 'signature-missing', title: 'that ends after its second dot', token: unsigned({ alg: 'HS256' }) },
  {
    about: 'signature-missing',
    title: 'without signature under RS256',
    token: unsigned({ alg: 'RS256' }),
    changes: asRsa,
  },
  { about: 'secret-mismatch', title: 'signed with another secret', token: mint({ key: 'another-secret' }) },
  {
    about: 'secret-mismatch',
    title: 'signed with another RSA key',
    token: mint({ algorithm: 'RS256', key: keyFor('RS256', 'other').privateKey }),
    changes: asRsa,
  },
  { about: 'secret-mismatch', title: 'whose claims were changed after signing', token: tampered() },
];

function jwkOf(pem: string, members: object): string {
  const jwk = rsa.publicPem === pem ? rsa.privateKey.export({ format: 'jwk' }) : {};
  return JSON.stringify({ kty: jwk.kty, n: jwk.n, e: jwk.e, ...members });
}

function tampered(): string {
  const [, payload = ''] = mint({ claims: { ...healthyClaims, loginname: 'admin' } }).split('.');
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${payload}.${signature}`;
}

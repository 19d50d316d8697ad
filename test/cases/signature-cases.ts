import { createSecretKey, type KeyObject, sign } from 'node:crypto';
import type { Configuration } from '../../src/domain/configuration.ts';
import { base64url, healthyClaims, keyFor, mint, NOW, SECRET, signatureOf } from '../support/mint-token.ts';
import { erp } from '../support/verify.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const base64Secret = 'Y29ycmVjdCBob3JzZSBiYXR0ZXJ5IHN0YXBsZSArIC8gZXRjLg==';
const hexSecret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const dollarSecret = 'pa$$word-of-the-$ERP#system-that-is-long-enough';
const crm: Configuration = {
  ...erp,
  name: 'CRM',
  enabled: false,
  secretKey: 'the-secret-of-the-crm-that-is-long-enough',
};
const portal: Configuration = {
  ...erp,
  name: 'Portal',
  signatureAlgorithm: 'RS256',
  secretKey: keyFor('RS256').publicPem,
};
const rsa = keyFor('RS256');
const p256 = keyFor('ES256');
const p521 = keyFor('ES512');
const asRsa = { signatureAlgorithm: 'RS256', secretKey: rsa.publicPem } as const;
const asEc = { signatureAlgorithm: 'ES256', secretKey: p256.publicPem } as const;

/** A token whose signature is that of another payload text. */
function signedAs(signed: string, sent: string): string {
  const header = base64url({ alg: 'HS256', typ: 'JWT' });
  const signature = signatureOf('HS256', SECRET, `${header}.${base64url(signed)}`);
  return `${header}.${base64url(sent)}.${signature.toString('base64url')}`;
}

function der(key: KeyObject, hash: string, alg: string): string {
  const input = `${base64url({ alg, typ: 'JWT' })}.${base64url(healthyClaims)}`;
  return `${input}.${sign(hash, Buffer.from(input), { key, dsaEncoding: 'der' }).toString('base64url')}`;
}

function keyed(bytes: Buffer): string {
  return mint({ key: createSecretKey(bytes) });
}

const slashed = `{"loginname":"alice","home":"https:\\/\\/erp","iat":${NOW},"exp":${NOW + 600}}`;

/** Cases in which the signature itself proves what went wrong, and near misses of the username. */
export const signatureCases: readonly DiagnosisCase[] = [
  {
    about: 'secret-is-base64',
    title: 'signed with the decoded secret',
    token: keyed(Buffer.from(base64Secret, 'base64')),
    changes: { secretKey: base64Secret },
    proved: true,
  },
  {
    about: 'secret-is-base64',
    title: 'signed as old Java libraries decode any secret',
    token: keyed(
      Buffer.from('my-app-secret-with-dashes-in-it-long'.replaceAll('-', '').slice(0, 28), 'base64'),
    ),
    changes: { secretKey: 'my-app-secret-with-dashes-in-it-long' },
    proved: true,
  },
  {
    about: 'secret-is-not-base64',
    title: 'signed with the text of a secret that is decoded here',
    token: mint({ key: base64Secret }),
    changes: { secretKey: { value: base64Secret, encoding: 'base64' } },
    proved: true,
  },
  {
    about: 'secret-is-not-base64',
    title: 'signed with the text of a base64url secret',
    token: mint({ key: 'q8Fz-1_kLmNoPqRsTuVwXyZ0123456789abcdefghij' }),
    changes: { secretKey: { value: 'q8Fz-1_kLmNoPqRsTuVwXyZ0123456789abcdefghij', encoding: 'base64url' } },
    proved: true,
  },
  {
    about: 'secret-is-hex',
    title: 'signed with the bytes of a hexadecimal secret',
    token: keyed(Buffer.from(hexSecret, 'hex')),
    changes: { secretKey: hexSecret },
    proved: true,
  },
  {
    about: 'secret-is-hex',
    title: 'signed with the bytes of a hexadecimal secret in capitals',
    token: keyed(Buffer.from(hexSecret, 'hex')),
    changes: { secretKey: hexSecret.toUpperCase() },
    proved: true,
  },
  {
    about: 'secret-is-not-hex',
    title: 'signed with the digits of a secret that is decoded here',
    token: mint({ key: hexSecret }),
    changes: { secretKey: { value: hexSecret, encoding: 'hex' } },
    proved: true,
  },
  {
    about: 'secret-is-not-hex',
    title: 'signed with the digits under HS512',
    token: mint({ algorithm: 'HS512', key: hexSecret + hexSecret }),
    changes: { signatureAlgorithm: 'HS512', secretKey: { value: hexSecret + hexSecret, encoding: 'hex' } },
    proved: true,
  },
  {
    about: 'secret-has-whitespace',
    title: 'signed with the line break of a file',
    token: mint({ key: `${SECRET}\n` }),
    proved: true,
  },
  {
    about: 'secret-has-whitespace',
    title: 'signed without the blank that was pasted here',
    token: mint(),
    changes: { secretKey: ` ${SECRET} ` },
    proved: true,
  },
  {
    about: 'secret-was-quoted',
    title: 'signed with the quotes of a .env file',
    token: mint({ key: `"${SECRET}"` }),
    proved: true,
  },
  {
    about: 'secret-was-quoted',
    title: 'signed without the quotes that were pasted here',
    token: mint(),
    changes: { secretKey: `'${SECRET}'` },
    proved: true,
  },
  {
    about: 'secret-was-expanded',
    title: 'signed with what a shell left of the secret',
    token: mint({ key: dollarSecret.replace('$$', '').replace('$ERP', '') }),
    changes: { secretKey: dollarSecret },
    proved: true,
  },
  {
    about: 'secret-was-expanded',
    title: 'signed with the secret up to its #',
    token: mint({ key: 'pa$$word-of-the-$ERP' }),
    changes: { secretKey: dollarSecret },
    proved: true,
  },
  {
    about: 'secret-has-invisible-characters',
    title: 'signed with the UTF-16 bytes of the secret',
    token: keyed(Buffer.from(SECRET, 'utf16le')),
    proved: true,
  },
  {
    about: 'secret-has-invisible-characters',
    title: 'signed without the zero-width space that was pasted here',
    token: mint(),
    changes: { secretKey: `${SECRET.slice(0, 9)}\u200b${SECRET.slice(9)}` },
    proved: true,
  },
  {
    about: 'secret-has-invisible-characters',
    title: 'signed with a composed accent',
    token: mint({ key: 'gehe\u00efm-geheim-geheim-geheim-geheim' }),
    changes: { secretKey: 'gehei\u0308m-geheim-geheim-geheim-geheim' },
    proved: true,
  },
  {
    about: 'signed-by-other-configuration',
    title: 'signed with the secret of a disabled configuration',
    token: mint({ key: String(crm.secretKey) }),
    options: { others: [portal, crm] },
    proved: true,
  },
  {
    about: 'signed-by-other-configuration',
    title: 'signed with the key of another RSA configuration',
    token: mint({ algorithm: 'RS256', key: rsa.privateKey }),
    changes: { signatureAlgorithm: 'RS256', secretKey: keyFor('RS256', 'other').publicPem },
    options: { others: [crm, portal] },
    proved: true,
  },
  {
    about: 'signed-by-other-configuration',
    title: 'signed with RS256 by another configuration',
    token: mint({ algorithm: 'RS256', key: rsa.privateKey }),
    options: { others: [portal] },
    codes: ['algorithm-mismatch', 'signed-by-other-configuration'],
    proved: true,
  },
  {
    about: 'signature-der-encoded',
    title: 'with an ES256 signature in DER',
    token: der(p256.privateKey, 'sha256', 'ES256'),
    changes: asEc,
    proved: true,
  },
  {
    about: 'signature-der-encoded',
    title: 'with an ES512 signature in DER',
    token: der(p521.privateKey, 'sha512', 'ES512'),
    changes: { signatureAlgorithm: 'ES512', secretKey: p521.publicPem },
    proved: true,
  },
  {
    about: 'algorithm-lied',
    title: 'signed with HS512 under a header of HS256',
    token: mint({ algorithm: 'HS512', header: { alg: 'HS256' } }),
    proved: true,
  },
  {
    about: 'algorithm-lied',
    title: 'signed with PS256 under a header of RS256',
    token: mint({ algorithm: 'PS256', key: rsa.privateKey, header: { alg: 'RS256' } }),
    changes: asRsa,
    proved: true,
  },
  {
    about: 'algorithm-lied',
    title: 'signed with HS384 and the decoded secret',
    token: mint({
      algorithm: 'HS384',
      key: createSecretKey(Buffer.from(base64Secret, 'base64')),
      header: { alg: 'HS256' },
    }),
    changes: { secretKey: base64Secret },
    codes: ['algorithm-lied', 'secret-is-base64'],
    proved: true,
  },
  {
    about: 'algorithm-confusion',
    title: 'keyed with the public key under a header of HS256',
    token: mint({ key: rsa.publicPem }),
    changes: asRsa,
    codes: ['algorithm-mismatch', 'algorithm-confusion'],
    proved: true,
  },
  {
    about: 'algorithm-confusion',
    title: 'keyed with the public key under a header of ES256',
    token: mint({ key: p256.publicPem.trim(), header: { alg: 'ES256' } }),
    changes: asEc,
    proved: true,
  },
  {
    about: 'payload-was-reserialised',
    title: 'whose slashes were unescaped after signing',
    token: signedAs(slashed, slashed.replaceAll('\\/', '/')),
    proved: true,
  },
  {
    about: 'payload-was-reserialised',
    title: 'whose blanks were taken out after signing',
    token: signedAs(
      `{"loginname": "alice", "iat": ${NOW}, "exp": ${NOW + 600}}`,
      `{"loginname":"alice","iat":${NOW},"exp":${NOW + 600}}`,
    ),
    proved: true,
  },
  {
    about: 'payload-was-reserialised',
    title: 'whose letters were unescaped after signing',
    token: signedAs(
      `{"loginname":"\\u00e4lice","iat":${NOW},"exp":${NOW + 600}}`,
      `{"loginname":"älice","iat":${NOW},"exp":${NOW + 600}}`,
    ),
    proved: true,
  },
  {
    about: 'secret-mismatch',
    title: 'signed with a secret that no one has',
    token: mint({ key: 'no one-has-this-secret' }),
    options: { others: [crm, portal] },
    proved: false,
  },

  {
    about: 'username-wrong-case',
    title: 'whose login name is spelt with a capital',
    token: mint({ claims: { LoginName: 'alice', iat: NOW } }),
  },
  {
    about: 'username-wrong-case',
    title: 'whose login name is spelt with an underscore',
    token: mint({ claims: { login_name: 'alice', iat: NOW } }),
  },
  {
    about: 'username-nested',
    title: 'whose login name stands in an object',
    token: mint({ claims: { user: { loginname: 'alice' }, iat: NOW } }),
  },
  {
    about: 'username-nested',
    title: 'whose login name stands in an object with dots in its name',
    token: mint({ claims: { 'erp.example': { loginname: 'alice' }, iat: NOW } }),
  },
  {
    about: 'username-near-miss',
    title: 'with sub alone',
    token: mint({ claims: { sub: 'alice', iat: NOW } }),
  },
  {
    about: 'username-near-miss',
    title: 'whose claim has a typing mistake',
    token: mint({ claims: { loginnmae: 'alice', iat: NOW } }),
  },
  {
    about: 'username-missing',
    title: 'whose sub is a number',
    token: mint({ claims: { sub: 4711, iat: NOW } }),
    codes: ['username-missing', 'claim-wrong-type'],
  },
];

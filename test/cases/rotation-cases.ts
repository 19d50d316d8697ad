import { createSecretKey } from 'node:crypto';
import type { Configuration } from '../../src/domain/configuration.ts';
import { toIso } from '../../src/domain/instant.ts';
import type { SecretKey, SecretResult } from '../../src/domain/secret-key.ts';
import { healthyClaims, keyFor, mint, NOW, SECRET } from '../support/mint-token.ts';
import { erp } from '../support/verify.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const OLD_SECRET = 'the-secret-that-the-erp-signed-with-until-it-was-rotated-this-year';
const OLD_HEX = '8899aabbccddeeff00112233445566778899aabbccddeeff0011223344556677';

/** A previous secret that is accepted for so many seconds from NOW on. */
function previous(acceptedForSeconds: number, secretKey: SecretKey = OLD_SECRET): Partial<Configuration> {
  return { previousSecret: { secretKey, acceptedUntil: toIso(NOW + acceptedForSeconds) } };
}

const missing: SecretResult = {
  ok: false,
  kind: 'missing',
  reason: 'the environment variable OLD_SECRET is not set',
};

const withOld = mint({ key: OLD_SECRET });
const oldRsa = keyFor('RS256', 'old');
const rsa = { signatureAlgorithm: 'RS256', secretKey: keyFor('RS256').publicPem } as const;
const about = 'signed-with-previous-secret';
const accepted = { about, proved: true, logsInAs: 'alice' } as const;
const refused = { about, proved: true } as const;

/** Tokens under a configuration whose secret was rotated. */
export const rotationCases: readonly DiagnosisCase[] = [
  {
    about: 'healthy',
    title: 'signed with the new secret while the old one is accepted',
    token: mint(),
    changes: previous(3600),
    logsInAs: 'alice',
  },
  {
    about: 'healthy',
    title: 'signed with the new secret after the old one',
    token: mint(),
    changes: previous(-3600),
    logsInAs: 'alice',
  },
  {
    about: 'healthy',
    title: 'signed with the new secret where the old one is gone',
    token: mint(),
    changes: previous(3600, { env: 'OLD_SECRET' }),
    options: { previousSecret: missing },
    logsInAs: 'alice',
  },

  { ...accepted, title: 'signed with the old secret in time', token: withOld, changes: previous(3600) },
  {
    ...accepted,
    title: 'signed with the old secret in the last second',
    token: withOld,
    changes: previous(1),
  },
  {
    ...accepted,
    title: 'signed with the old secret, which stands in hex',
    token: mint({ key: createSecretKey(OLD_HEX, 'hex') }),
    changes: previous(3600, { value: OLD_HEX, encoding: 'hex' }),
  },
  ...(['RS256', 'PS384', 'ES256', 'ES512', 'EdDSA'] as const).map((signatureAlgorithm): DiagnosisCase => {
    const old = keyFor(signatureAlgorithm, 'old');
    return {
      ...accepted,
      title: `signed under ${signatureAlgorithm} with the old private key in time`,
      token: mint({ algorithm: signatureAlgorithm, key: old.privateKey }),
      changes: {
        signatureAlgorithm,
        secretKey: keyFor(signatureAlgorithm).publicPem,
        ...previous(3600, old.publicPem),
      },
    };
  }),

  { ...refused, title: 'signed with the old secret at its moment', token: withOld, changes: previous(0) },
  { ...refused, title: 'signed with the old secret too late', token: withOld, changes: previous(-86_400) },
  {
    ...refused,
    title: 'signed with the old secret too late for any clock tolerance',
    token: withOld,
    changes: { ...previous(-1), clockTolerance: 86_400 },
  },
  {
    ...refused,
    title: 'signed with the old private key too late',
    token: mint({ algorithm: 'RS256', key: oldRsa.privateKey }),
    changes: { ...rsa, ...previous(-1, oldRsa.publicPem) },
  },
  {
    ...refused,
    title: 'signed with an old secret that is that of another configuration, too late',
    token: withOld,
    changes: previous(-1),
    options: { others: [{ ...erp, name: 'CRM', secretKey: OLD_SECRET }] },
  },

  {
    ...refused,
    title: 'signed with the old secret in time, and expired',
    token: mint({ key: OLD_SECRET, claims: { ...healthyClaims, iat: NOW - 7000, exp: NOW - 3600 } }),
    changes: previous(3600),
    codes: ['expired', about],
  },
  {
    ...refused,
    title: 'signed with the old secret in time, under a configuration that is not enabled',
    token: withOld,
    changes: { ...previous(3600), enabled: false },
    codes: ['configuration-disabled', about],
  },
  {
    ...refused,
    title: 'signed with the old secret in time, with a line break in it',
    token: `${withOld.slice(0, 40)}\n${withOld.slice(40)}`,
    changes: previous(3600),
    codes: ['token-has-whitespace', about],
  },

  {
    about: 'secret-mismatch',
    title: 'signed with neither secret',
    token: mint({ key: 'a-secret-of-someone-else-that-is-long-enough' }),
    changes: previous(3600),
    proved: false,
  },
  {
    about: 'secret-mismatch',
    title: 'signed with the old secret, which is gone',
    token: withOld,
    changes: previous(3600, { env: 'OLD_SECRET' }),
    options: { previousSecret: missing },
    proved: false,
  },
  {
    about: 'secret-unavailable',
    title: 'signed with the old secret in time where the new one is gone',
    token: withOld,
    changes: previous(3600),
    options: { secret: missing },
    codes: ['secret-unavailable'],
  },
  {
    about: 'secret-has-whitespace',
    title: 'signed with the new secret and a line break while the old one is accepted',
    token: mint({ key: `${SECRET}\n` }),
    changes: previous(3600),
    proved: true,
  },
  {
    about: 'secret-mismatch',
    title: 'that is an HMAC keyed with the old public key, since HS256 took its place',
    token: mint({ key: oldRsa.publicPem }),
    changes: previous(3600, oldRsa.publicPem),
    proved: false,
  },
  {
    about: 'algorithm-mismatch',
    title: 'that is an HMAC keyed with the old public key under RS256',
    token: mint({ key: oldRsa.publicPem }),
    changes: { ...rsa, ...previous(3600, oldRsa.publicPem) },
    proved: false,
  },
  {
    about: 'algorithm-mismatch',
    title: 'that is signed with the old shared secret, since RS256 took its place',
    token: withOld,
    changes: { ...rsa, ...previous(3600) },
    proved: false,
  },
  {
    about: 'token-is-the-secret',
    title: 'that is the old secret itself',
    token: OLD_SECRET,
    changes: previous(3600),
  },
];

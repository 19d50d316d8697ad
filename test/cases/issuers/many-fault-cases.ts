import { Buffer } from 'node:buffer';
import { keyFor, NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, caseAt, HEX_SECRET, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { BARE_REALM_KEY, sharing } from './key-issuer-cases.ts';
import { CRM_SECRET, crm } from './other-configurations.ts';
import { wrappedAt } from './rework-token.ts';

const {
  pyJwt,
  oldPyJwt,
  javaJwt,
  golangJwt,
  rubyJwt,
  dotnet,
  phpJwt,
  nodeJsonwebtoken,
  keycloak,
  entraV2,
  asErp,
} = sites;

/** Two days ago, so that neither clocks nor time zones explain it. */
const longAgo = { iat: NOW - 172_800, exp: NOW - 169_200 };

/** Three faults and more at once, all of which must be told in one pass. */
export const manyFaultCases: readonly DiagnosisCase[] = [
  caseAt(javaJwt, 'secret-is-base64', 'on the first day of a new system', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    claims: { loginname: undefined, user: 'm.keller' },
    changes: { enabled: false, secretKey: BASE64_SECRET },
    codes: ['configuration-disabled', 'secret-is-base64', 'username-near-miss'],
    proved: true,
  }),
  caseAt(pyJwt, 'secret-has-whitespace', 'in quotes, of two days ago, signed with a line break', {
    key: `${SHARED_SECRET}\n`,
    claims: longAgo,
    carry: (token) => `"${token}"`,
    codes: ['token-has-wrapping', 'secret-has-whitespace', 'expired'],
    proved: true,
  }),
  caseAt(javaJwt, 'signed-by-other-configuration', 'of the CRM under the ERP', {
    key: CRM_SECRET,
    claims: { iss: 'crm', loginname: undefined, LoginName: 'm.keller' },
    options: { others: [crm] },
    codes: ['signed-by-other-configuration', 'issuer-mismatch', 'username-wrong-case'],
    proved: true,
  }),
  caseAt(asErp(keycloak), 'token-name-mismatch', 'of the test realm, as its client sends it', {
    claims: { iss: 'https://sso.example.com/realms/test' },
    carry: (token) => `id_token=${token}&state=7`,
    codes: ['token-name-mismatch', 'issuer-mismatch', 'username-near-miss'],
  }),
  caseAt(golangJwt, 'algorithm-mismatch', 'of HS512 with another secret, of two days ago', {
    algorithm: 'HS512',
    key: 'another-secret-of-the-portal-that-no one-here-knows',
    claims: { ...longAgo, nbf: longAgo.iat },
    changes: { signatureAlgorithm: 'HS256' },
    codes: ['algorithm-mismatch', 'secret-mismatch', 'expired'],
    proved: false,
  }),
  caseAt(nodeJsonwebtoken, 'secret-has-invisible-characters', 'made by hand on Windows', {
    key: `\ufeff${SHARED_SECRET}`,
    claims: { exp: (NOW + 3600) * 1000, loginname: undefined, user: { loginname: 'm.keller' } },
    codes: ['secret-has-invisible-characters', 'time-in-milliseconds', 'username-nested'],
    proved: true,
  }),
  caseAt(entraV2, 'secret-mismatch', 'of another application, without the claim email', {
    key: keyFor('RS256', 'other tenant').privateKey,
    claims: { aud: '3e7b90c2-1a5d-4f68-b0e4-c29d8f71a635' },
    changes: { emailField: 'email' },
    codes: ['secret-mismatch', 'audience-mismatch', 'email-missing'],
    proved: false,
  }),
  caseAt(asErp(keycloak), 'key-unreadable', 'under the bare key of another realm', {
    claims: { aud: 'account', iss: 'http://keycloak:8080/realms/acme' },
    changes: { secretKey: BARE_REALM_KEY },
    codes: ['key-unreadable', 'issuer-mismatch', 'audience-mismatch', 'username-near-miss'],
  }),
  caseAt(phpJwt, 'token-percent-encoded', 'of HS256 where HS512 is configured, with half an address', {
    algorithm: 'HS256',
    claims: { email: 'm.keller' },
    changes: { signatureAlgorithm: 'HS512' },
    carry: (token) => token.replaceAll('.', '%2E'),
    codes: ['token-percent-encoded', 'algorithm-mismatch', 'email-malformed'],
  }),
  caseAt(oldPyJwt, 'expired', 'of a manual, long ago', {
    ...sharing('abcd'),
    claims: { exp: 1_723_015_916 },
    codes: ['expired', 'secret-too-short', 'secret-is-placeholder'],
  }),
  caseAt(dotnet, 'local-time-as-utc', 'of local time in Berlin, from a mail, with the bytes of UTF-16', {
    key: Buffer.from(SHARED_SECRET, 'utf16le'),
    claims: { iat: NOW + 3598, nbf: NOW + 3598, exp: NOW + 7198 },
    carry: wrappedAt(76, '\r\n'),
    codes: [
      'token-has-whitespace',
      'secret-has-invisible-characters',
      'not-yet-valid',
      'issued-in-future',
      'local-time-as-utc',
    ],
    proved: false,
  }),
  caseAt(rubyJwt, 'secret-is-hex', 'that lives for ever, decoded, for a user without a name', {
    key: Buffer.from(HEX_SECRET, 'hex'),
    claims: { data: { user: { loginname: '' } }, iat: undefined, exp: undefined },
    changes: { secretKey: HEX_SECRET },
    codes: ['secret-is-hex', 'expiry-missing', 'username-not-text'],
    proved: true,
  }),
  caseAt(nodeJsonwebtoken, 'configuration-disabled', 'wrong in every stage', {
    algorithm: 'HS384',
    key: 'another-secret-of-the-portal-that-no one-here-knows',
    claims: { ...longAgo, iss: 'crm', loginname: undefined, name: undefined, email: undefined },
    changes: { enabled: false, signatureAlgorithm: 'HS256', issuer: 'erp' },
    carry: (token) => `Bearer Bearer ${token}`,
    codes: [
      'configuration-disabled',
      'token-has-wrapping',
      'algorithm-mismatch',
      'secret-mismatch',
      'expired',
      'issuer-mismatch',
      'username-missing',
      'name-missing',
      'email-missing',
    ],
  }),
];

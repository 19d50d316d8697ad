import { Buffer } from 'node:buffer';
import { keyFor, NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, caseAt, HEX_SECRET, keyFields, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { BARE_REALM_KEY, sharing } from './key-issuer-cases.ts';
import { CRM_SECRET, crm } from './other-configurations.ts';
import { asDer, asOldJavaDecodes, inBase64, rewritten, unsigned, wrappedAt } from './rework-token.ts';

const { pyJwt, oldPyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt, nodeJsonwebtoken } = sites;
const { keycloak, okta, auth0, entraV1, entraV2, asErp } = sites;

/** Two days ago, so that neither clocks nor time zones explain it. */
const longAgo = { iat: NOW - 172_800, exp: NOW - 169_200 };

/** A case that is about both of its codes. */
function both(
  site: sites.IssuerSite,
  codes: readonly [string, string],
  title: string,
  departure: Case,
): DiagnosisCase {
  return caseAt(site, codes[0], title, { ...departure, codes });
}

type Case = Parameters<typeof caseAt>[3];

/** Two faults at once, of which both must be told. */
export const twoFaultCases: readonly DiagnosisCase[] = [
  both(
    nodeJsonwebtoken,
    ['configuration-disabled', 'expired'],
    'of two days ago, under a new configuration',
    {
      claims: longAgo,
      changes: { enabled: false },
    },
  ),
  both(javaJwt, ['configuration-disabled', 'secret-is-base64'], 'decoded, under a new configuration', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { enabled: false, secretKey: BASE64_SECRET },
  }),
  both(keycloak, ['token-has-wrapping', 'expired'], 'behind Bearer twice, of two days ago', {
    claims: longAgo,
    carry: (token) => `Authorization: Bearer Bearer ${token}`,
    proved: true,
  }),
  both(pyJwt, ['token-has-whitespace', 'secret-has-whitespace'], 'from a mail, signed with a line break', {
    key: `${SHARED_SECRET}\n`,
    carry: wrappedAt(76, '\n'),
    proved: false,
  }),
  both(asErp(keycloak), ['token-name-mismatch', 'username-near-miss'], 'as its client sends it', {
    carry: (token) => `https://bi.example.com/?access_token=${token}`,
  }),
  both(jjwt, ['algorithm-mismatch', 'secret-is-base64'], 'whose secret was decoded and chose HS512', {
    key: asOldJavaDecodes(SHARED_SECRET),
    changes: { signatureAlgorithm: 'HS256' },
    proved: false,
  }),
  both(golangJwt, ['algorithm-mismatch', 'secret-mismatch'], 'of HS384 with another secret', {
    algorithm: 'HS384',
    key: 'another-secret-of-the-portal-that-no one-here-knows',
    changes: { signatureAlgorithm: 'HS256' },
    proved: false,
  }),
  both(nodeJsonwebtoken, ['algorithm-lied', 'secret-is-hex'], 'of HS512 that says HS256, hex-decoded', {
    algorithm: 'HS512',
    key: Buffer.from(HEX_SECRET, 'hex'),
    header: '{"alg":"HS256","typ":"JWT"}',
    changes: { signatureAlgorithm: 'HS256', secretKey: HEX_SECRET },
    proved: true,
  }),
  both(entraV1, ['issuer-mismatch', 'audience-mismatch'], 'under the configuration of version 2', {
    changes: { ...entraV2.changes, usernameField: 'upn' },
  }),
  both(nodeJsonwebtoken, ['time-in-milliseconds', 'username-wrong-case'], 'made by hand in JavaScript', {
    claims: { exp: (NOW + 3600) * 1000, loginname: undefined, loginName: 'm.keller' },
  }),
  both(asErp(rubyJwt), ['secret-was-quoted', 'username-nested'], 'with quotes of a .env file', {
    key: `"${SHARED_SECRET}"`,
  }),
  both(phpJwt, ['secret-is-not-base64', 'expired'], 'of two days ago, signed with the text', {
    key: BASE64_SECRET,
    claims: longAgo,
    changes: { secretKey: { value: BASE64_SECRET, encoding: 'base64' } },
  }),
  both(okta, ['secret-mismatch', 'name-missing'], 'of another tenant, without a name', {
    key: keyFor('RS256', 'other tenant').privateKey,
    changes: { nameField: 'name' },
  }),
  both(asErp(keycloak), ['key-unreadable', 'username-near-miss'], 'under the bare key of the realm', {
    changes: { secretKey: BARE_REALM_KEY },
  }),
  both(pyJwt, ['secret-unavailable', 'expired'], 'of two days ago, without a secret', {
    claims: longAgo,
    options: { secret: { ok: false, kind: 'missing', reason: 'the environment variable X is not set' } },
  }),
  both(javaJwt, ['algorithm-mismatch', 'key-not-for-algorithm'], 'with a secret where RS256 was picked', {
    changes: { signatureAlgorithm: 'RS256' },
    proved: true,
  }),
  both(oldPyJwt, ['token-percent-encoded', 'expired'], 'of a bookmark of last week', {
    claims: { exp: NOW - 604_800 },
    carry: (token) => token.replaceAll('.', '%2E'),
    proved: true,
  }),
  both(phpJwt, ['token-not-base64url', 'algorithm-missing'], 'made by hand with base64_encode()', {
    carry: () => inBase64('{"typ":"JWT"}'),
    proved: true,
  }),
  both(keycloak, ['token-name-mismatch', 'token-truncated'], 'cut off in a cookie', {
    carry: (token) => `Cookie: access_token=${token.slice(0, 400)}`,
  }),
  both(rubyJwt, ['expiry-missing', 'secret-too-short'], 'of a script of three lines', {
    ...sharing('Kq7xW2p9vLm4'),
    claims: { iat: undefined, exp: undefined },
  }),
  both(dotnet, ['private-key-stored', 'lifetime-exceeds-configuration'], 'that logs in all the same', {
    algorithm: 'RS256',
    claims: { exp: NOW + 604_800 },
    changes: { secretKey: keyFor('RS256').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
    logsInAs: 'm.keller',
  }),
  both(golangJwt, ['secret-was-expanded', 'audience-mismatch'], 'for the CRM, signed without its $ word', {
    key: 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5-',
    claims: { aud: ['crm'] },
    changes: { secretKey: 'vLm4ZrT8nYc3HsJd6PfGaUe1oiB5-$Kq7xW2p9' },
    proved: true,
  }),
  both(javaJwt, ['signature-der-encoded', 'username-wrong-case'], 'of java.security.Signature', {
    algorithm: 'ES256',
    claims: { loginname: undefined, loginName: 'm.keller' },
    carry: asDer('sha256', keyFor('ES256').privateKey),
    proved: true,
  }),
  both(phpJwt, ['payload-was-reserialised', 'email-missing'], 'written again by a gateway, without address', {
    claims: { email: '' },
    carry: rewritten(JSON.stringify({ ...phpJwt.claims, email: '' })),
    proved: true,
  }),
  both(dotnet, ['algorithm-unsupported', 'secret-is-base64'], 'whose alg is a URI, and decoded', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    header: '{"alg":"http://www.w3.org/2001/04/xmldsig-more#hmac-sha256","typ":"JWT"}',
    changes: { secretKey: BASE64_SECRET },
  }),
  both(nodeJsonwebtoken, ['signed-by-other-configuration', 'username-near-miss'], 'made for the CRM', {
    key: CRM_SECRET,
    claims: { loginname: undefined, user: 'm.keller' },
    options: { others: [crm] },
    proved: true,
  }),
  both(jjwt, ['algorithm-none', 'expiry-missing'], 'of a test that was never finished', {
    header: '{"alg":"none"}',
    claims: { iat: undefined, exp: undefined },
    carry: unsigned,
  }),
  both(auth0, ['algorithm-mismatch', 'key-unreadable'], 'of HS256 under a PEM with literal \\n', {
    algorithm: 'HS256',
    changes: { ...keyFields('RS256'), secretKey: keyFor('RS256').publicPem.replaceAll('\n', '\\n') },
  }),
];

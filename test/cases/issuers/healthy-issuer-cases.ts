import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { keyFor, NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { BASE64_SECRET, BASE64URL_SECRET, HEX_SECRET, healthyAt, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { CERTIFICATE, CERTIFIED_PRIVATE_KEY } from './test-certificate.ts';

const ed448 = keyFor('EdDSA', 'Ed448');
const rsa = keyFor('RS256');

/** Every site with each of its algorithms. */
const everySite = sites.issuerSites.flatMap((site) =>
  site.algorithms.map((algorithm) => healthyAt(site, `signed with ${algorithm}`, { algorithm })),
);

function jwk(pem: string, members: object): string {
  return JSON.stringify({ ...createPublicKey(pem).export({ format: 'jwk' }), ...members });
}

/** Every way to keep a key. */
const everyKey: readonly DiagnosisCase[] = [
  healthyAt(sites.javaJwt, 'keyed with the bytes of a base64 secret', {
    key: Buffer.from(BASE64_SECRET, 'base64'),
    changes: { secretKey: { value: BASE64_SECRET, encoding: 'base64' } },
  }),
  healthyAt(sites.nodeJsonwebtoken, 'keyed with the bytes of a base64url secret', {
    key: Buffer.from(BASE64URL_SECRET, 'base64url'),
    changes: { secretKey: { value: BASE64URL_SECRET, encoding: 'base64url' } },
  }),
  healthyAt(sites.golangJwt, 'keyed with the bytes of a hexadecimal secret', {
    key: Buffer.from(HEX_SECRET, 'hex'),
    changes: { secretKey: { value: HEX_SECRET, encoding: 'hex' } },
  }),
  healthyAt(sites.rubyJwt, 'keyed with the text of a hexadecimal secret', {
    key: HEX_SECRET,
    changes: { secretKey: HEX_SECRET },
  }),
  healthyAt(sites.pyJwt, 'keyed with the text of a base64 secret', {
    key: BASE64_SECRET,
    changes: { secretKey: { value: BASE64_SECRET } },
  }),
  healthyAt(sites.phpJwt, 'keyed with a secret full of signs', {
    key: 'p@ss$word #1 "of" the \\ERP & more: ßüé – 100 %',
    changes: { secretKey: 'p@ss$word #1 "of" the \\ERP & more: ßüé – 100 %' },
  }),
  healthyAt(sites.dotnet, 'keyed with a shared JWK', {
    changes: {
      secretKey: JSON.stringify({ kty: 'oct', k: Buffer.from(SHARED_SECRET).toString('base64url') }),
    },
  }),
  healthyAt(sites.okta, 'under a JWK as Okta publishes it', {
    changes: { secretKey: jwk(rsa.publicPem, { kid: 'Zx81-portal-2026', alg: 'RS256', use: 'sig' }) },
  }),
  healthyAt(sites.keycloak, 'under an EC JWK', {
    algorithm: 'ES256',
    changes: { secretKey: jwk(keyFor('ES256').publicPem, { use: 'sig', key_ops: ['verify'] }) },
  }),
  healthyAt(sites.jjwt, 'under an Ed25519 JWK', {
    algorithm: 'EdDSA',
    changes: { secretKey: jwk(keyFor('EdDSA').publicPem, { alg: 'EdDSA' }) },
  }),
  healthyAt(sites.pyJwt, 'signed with Ed448', {
    algorithm: 'EdDSA',
    key: ed448.privateKey,
    changes: { secretKey: ed448.publicPem },
  }),
  healthyAt(sites.entraV2, 'under a public key in PKCS#1', {
    changes: {
      secretKey: createPublicKey(rsa.publicPem).export({ type: 'pkcs1', format: 'pem' }).toString(),
    },
  }),
  healthyAt(sites.auth0, 'under a public key with CR LF line breaks', {
    changes: { secretKey: rsa.publicPem.replaceAll('\n', '\r\n') },
  }),
  healthyAt(sites.phpJwt, 'under an X.509 certificate', {
    algorithm: 'ES256',
    key: createPrivateKey(CERTIFIED_PRIVATE_KEY),
    changes: { secretKey: CERTIFICATE },
  }),
];

/** A payload as Gson writes it, which reads every number as a double. */
const gsonPayload = '{"loginname":"m.keller","exp":1.77236994E9,"iat":1.77236634E9}';

/** Every way to say who and when. */
const everyMapping: readonly DiagnosisCase[] = [
  healthyAt(sites.auth0, 'whose login name is found by a JSON Pointer into a namespace', {
    claims: { 'https://example.com/login': undefined, 'https://example.com/user': { login: 'm.keller' } },
    changes: { usernameField: '/https:~1~1example.com~1user/login' },
  }),
  healthyAt(sites.keycloak, 'whose login name is an attribute in an object', {
    claims: { attributes: { loginname: 'm.keller' } },
    changes: { usernameField: 'attributes.loginname' },
  }),
  healthyAt(sites.dotnet, 'whose login name is a claim named by a schema', {
    claims: { 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name': 'm.keller' },
    changes: { usernameField: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name' },
  }),
  healthyAt(sites.entraV1, 'whose login name is its unique_name', {
    changes: { usernameField: 'unique_name' },
  }),
  healthyAt(sites.entraV2, 'whose login name is its oid', {
    changes: { usernameField: 'oid' },
    logsInAs: '9b4d7c10-e2f3-4a58-8c76-d5e1f0a3b294',
  }),
  healthyAt(sites.okta, 'whose login name is its uid', {
    changes: { usernameField: 'uid' },
    logsInAs: '00u5keller9Zw4',
  }),
  healthyAt(sites.golangJwt, 'whose login name has letters of several scripts', {
    claims: { loginname: '李.Müller@bücher.example' },
    logsInAs: '李.Müller@bücher.example',
  }),
  healthyAt(sites.dotnet, 'whose login name is a Windows account', {
    claims: { unique_name: 'ACME\\mkeller' },
    logsInAs: 'ACME\\mkeller',
  }),
  healthyAt(sites.javaJwt, 'whose audience is one of several', { claims: { aud: ['crm', 'bi'] } }),
  healthyAt({ ...sites.jjwt, changes: {} }, 'that Gson wrote', { payload: gsonPayload }),
  healthyAt(sites.nodeJsonwebtoken, 'from a clock that is 20 seconds ahead, within the tolerance', {
    claims: { iat: NOW + 20, nbf: NOW + 20 },
    changes: { clockTolerance: 30 },
  }),
  healthyAt(sites.keycloak, 'in the last second of its life', { claims: { exp: NOW + 1, iat: NOW - 299 } }),
  healthyAt(sites.rubyJwt, 'without iat, of just Expiration Time', {
    claims: { iat: undefined, exp: NOW + 86_400 },
  }),
  healthyAt(sites.phpJwt, 'without exp', { claims: { exp: undefined } }),
  healthyAt(sites.pyJwt, 'of an issuer that is checked', {
    claims: { iss: 'erp' },
    changes: { issuer: 'erp' },
  }),
  healthyAt({ ...sites.javaJwt, changes: {} }, 'whose issuer and audience are not checked', {
    claims: { iss: 'crm', aud: ['shop', 'crm'] },
  }),
];

/** Every way to deliver it. */
const everyCarrier: readonly DiagnosisCase[] = [
  healthyAt(sites.keycloak, 'in an Authorization line', {
    carry: (token) => `Authorization: Bearer ${token}`,
  }),
  healthyAt(sites.phpJwt, 'in a URL with other parameters', {
    carry: (token) => `https://bi.example.com/view?id=4711&token=${token}&lang=de#top`,
  }),
  healthyAt(sites.nodeJsonwebtoken, 'in a cookie', {
    carry: (token) => `Cookie: theme=dark; sso=${token}`,
    changes: { tokenName: 'sso' },
  }),
  healthyAt(sites.okta, 'in the answer of the token endpoint', {
    carry: (token) => JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: token }),
    changes: { tokenName: 'access_token' },
  }),
  healthyAt(sites.entraV2, 'in a form post', {
    carry: (token) => `state=12&id_token=${token}&session_state=9`,
    changes: { tokenName: 'id_token' },
  }),
  healthyAt(sites.javaJwt, 'in a header of its own', {
    carry: (token) => `X-Erp-Token: ${token}`,
    changes: { tokenName: 'x-erp-token' },
  }),
];

/** Tokens of every issuer that log in, and of which nothing at all must be said. */
export const healthyIssuerCases: readonly DiagnosisCase[] = [
  ...everySite,
  ...everyKey,
  ...everyMapping,
  ...everyCarrier,
];

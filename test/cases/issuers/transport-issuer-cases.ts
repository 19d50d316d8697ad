import { Buffer } from 'node:buffer';
import { base64url, NOW } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt, HEX_SECRET, issue, SHARED_SECRET } from './issue-token.ts';
import * as sites from './issuer-sites.ts';
import { inBase64, wrappedAt } from './rework-token.ts';

const {
  pyJwt,
  oldPyJwt,
  javaJwt,
  rubyJwt,
  dotnet,
  phpJwt,
  nodeJsonwebtoken,
  keycloak,
  okta,
  auth0,
  entraV2,
} = sites;

/** What a system sends where a token should be. */
function instead(text: string) {
  return { carry: () => text };
}

const absent: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'token-empty', 'that localStorage does not have', instead('null')),
  caseAt(
    nodeJsonwebtoken,
    'token-empty',
    'read from a variable that was never set',
    instead('Bearer undefined'),
  ),
  caseAt(
    phpJwt,
    'token-empty',
    'that is missing from the URL',
    instead('https://bi.example.com/?token=&lang=de'),
  ),
  caseAt(
    keycloak,
    'token-empty',
    'behind a template that no one filled in',
    instead('Authorization: Bearer {{token}}'),
  ),
  caseAt(javaJwt, 'token-is-the-secret', 'where the developer sends the secret', instead(SHARED_SECRET)),
  caseAt(rubyJwt, 'token-is-the-secret', 'where the URL has the secret', {
    ...instead(`https://bi.example.com/?token=${HEX_SECRET}`),
    changes: { secretKey: HEX_SECRET },
  }),
  caseAt(
    auth0,
    'token-opaque',
    'that is opaque, because no audience was asked for',
    instead('pT4vX9qLr2WsNc7KbYd1ZmHgJ0aEuT8f'),
  ),
  caseAt(phpJwt, 'token-opaque', 'where the session id is sent', instead('9f86d081884c7d659a2feaa0c55ad015')),
  caseAt(
    entraV2,
    'token-opaque',
    'where a SAML response is sent',
    instead('PHNhbWxwOlJlc3BvbnNlIHhtbG5zOnNhbWxwPSJ1cm4iPg=='),
  ),
  caseAt(dotnet, 'token-opaque', 'where a GUID is sent', instead('0c9a4f1e-62d7-4b58-a3c0-7e18d5b96f24')),
  caseAt(
    javaJwt,
    'token-opaque',
    'where Basic credentials are sent',
    instead('Authorization: Basic bS5rZWxsZXI6Z2VoZWlt'),
  ),
  caseAt(
    auth0,
    'token-encrypted',
    'that is encrypted, because no audience was asked for',
    instead(
      `${base64url('{"alg":"dir","enc":"A256GCM","iss":"https://acme.auth0.example/"}')}..Zk3vX9qLr2Ws.mN7cKbYd1ZmHgJ0aEuT8f.Q1w2E3r4T5y6U7i8O9p0Aa`,
    ),
  ),
  caseAt(
    dotnet,
    'token-encrypted',
    'made with EncryptingCredentials',
    instead(
      `${base64url('{"alg":"A256KW","enc":"A256CBC-HS512","typ":"JWT","cty":"JWT"}')}.kX2v.Zk3vX9qLr2Ws.mN7cKbYd1ZmHgJ0aEuT8f.Q1w2E3r4T5y6U7i8`,
    ),
  ),
];

const roles = Array.from({ length: 2500 }, (_, index) => `role-of-department-${index}`);
const groups = Array.from(
  { length: 1500 },
  (_, index) => `9b4d7c10-e2f3-4a58-8c76-${String(index).padStart(12, '0')}`,
);

const misplaced: readonly DiagnosisCase[] = [
  caseAt(keycloak, 'token-name-mismatch', 'in a URL under access_token', {
    carry: (token) => `https://bi.example.com/home?access_token=${token}`,
  }),
  caseAt(entraV2, 'token-name-mismatch', 'of the implicit flow, behind the # of a URL', {
    carry: (token) => `https://bi.example.com/home#id_token=${token}&token_type=Bearer`,
  }),
  caseAt(pyJwt, 'token-name-mismatch', 'behind the word JWT that Django likes', {
    carry: (token) => `Authorization: JWT ${token}`,
  }),
  caseAt(nodeJsonwebtoken, 'token-name-mismatch', 'in a cookie called jwt', {
    carry: (token) => `Cookie: lang=de; jwt=${token}`,
  }),
  caseAt(okta, 'token-name-mismatch', 'in the answer of the token endpoint', {
    carry: (token) =>
      JSON.stringify({ token_type: 'Bearer', expires_in: 3600, access_token: token, scope: 'openid' }),
  }),
  caseAt(rubyJwt, 'token-has-extra-segments', 'with a refresh token behind a comma', {
    carry: (token) => `${token},${issue(rubyJwt, { claims: { exp: NOW + 80_000 } })}`,
  }),
  caseAt(pyJwt, 'token-has-extra-segments', 'that was concatenated with itself', {
    carry: (token) => token + token,
  }),
  caseAt(phpJwt, 'token-has-extra-segments', 'with a tenant behind a fourth dot', {
    carry: (token) => `${token}.acme`,
  }),
  caseAt(keycloak, 'token-too-large', 'with 2,500 roles', { claims: { realm_access: { roles } } }),
  caseAt(entraV2, 'token-too-large', 'with 1,500 groups in an Authorization line', {
    claims: { groups },
    carry: (token) => `Authorization: Bearer ${token}`,
  }),
];

const damaged: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'token-has-wrapping', 'that went through JSON.stringify()', {
    carry: (token) => JSON.stringify(token),
    proved: true,
  }),
  caseAt(oldPyJwt, 'token-has-wrapping', "that is str() of bytes: b'…'", {
    carry: (token) => `b'${token}'`,
    proved: true,
  }),
  caseAt(oldPyJwt, 'token-has-wrapping', 'that is an f-string of bytes in a URL', {
    carry: (token) => `https://bi.example.com/?token=b%27${token}%27`,
    proved: true,
  }),
  caseAt(keycloak, 'token-encoded-again', 'that was copied from a Secret of Kubernetes', {
    carry: (token) => Buffer.from(token).toString('base64'),
    proved: true,
  }),
  caseAt(javaJwt, 'token-encoded-again', 'that a filter encoded in hexadecimal', {
    carry: (token) => `token=${Buffer.from(token).toString('hex')}`,
    proved: true,
  }),
  caseAt(keycloak, 'token-has-wrapping', 'behind Bearer twice', {
    carry: (token) => `Authorization: Bearer Bearer ${token}`,
    proved: true,
  }),
  caseAt(javaJwt, 'token-has-wrapping', 'copied from a log with its comma', {
    carry: (token) => `${token},`,
    proved: true,
  }),
  caseAt(rubyJwt, 'token-has-wrapping', 'printed by puts, with its line break, which is only a warning', {
    carry: (token) => `${token}\n`,
    logsInAs: 'm.keller',
  }),
  caseAt(dotnet, 'token-has-whitespace', 'that a mail program broke at 76 characters', {
    carry: wrappedAt(76, '\r\n'),
    proved: true,
  }),
  caseAt(entraV2, 'token-has-whitespace', 'copied from a terminal of 80 columns', {
    carry: wrappedAt(80, '\n  '),
    proved: true,
  }),
  caseAt(javaJwt, 'token-has-whitespace', 'copied from a PDF with blanks behind its dots', {
    carry: (token) => token.replaceAll('.', '. '),
    proved: true,
  }),
  caseAt(phpJwt, 'token-percent-encoded', 'whose dots a strict encoder encoded', {
    carry: (token) => token.replaceAll('.', '%2E'),
    proved: true,
  }),
  caseAt(keycloak, 'token-percent-encoded', 'that a proxy encoded a second time', {
    carry: (token) =>
      `https://bi.example.com/?token=${token.replaceAll('.', '%252E').replaceAll('-', '%252D')}`,
    proved: true,
  }),
  caseAt(phpJwt, 'token-not-base64url', 'made with base64_encode() alone', {
    carry: () => inBase64('{"typ":"JWT","alg":"HS256"}'),
    proved: true,
  }),
  caseAt(dotnet, 'token-not-base64url', 'whose signature went through Convert.ToBase64String', {
    carry: (token) => `${token}=`,
    proved: true,
  }),
  caseAt(rubyJwt, 'token-not-base64url', 'made with Base64.urlsafe_encode64 and its padding', {
    claims: { exp: NOW + 3601, n: 1 },
    carry: (token) =>
      token
        .split('.')
        .map((part) => part.padEnd(Math.ceil(part.length / 4) * 4, '='))
        .join('.'),
    proved: true,
  }),
  caseAt(keycloak, 'token-truncated', 'that a column of 255 characters cut', {
    carry: (token) => token.slice(0, 255),
  }),
  caseAt(javaJwt, 'token-truncated', 'that a column of 300 characters cut in its signature', {
    claims: { jti: 'b81f3c52-4d7e-4b0a-9c15-2e6d8f0a3b7c', dept: 'Vertrieb Mitte' },
    carry: (token) => token.slice(0, token.lastIndexOf('.') + 30),
    proved: true,
  }),
  caseAt(okta, 'token-truncated', 'whose RSA signature a log line cut', {
    carry: (token) => token.slice(0, -60),
    proved: false,
  }),
];

/** What happens to tokens between the issuer and the server. */
export const transportIssuerCases: readonly DiagnosisCase[] = [...absent, ...misplaced, ...damaged];

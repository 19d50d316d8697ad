import { healthyClaims } from '../../support/mint-token.ts';
import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt, keyFields } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt } = sites;
const { nodeJsonwebtoken, keycloak, okta, asErp } = sites;

const { iat, exp } = healthyClaims;
const absent = { iat: undefined, nbf: undefined, exp: undefined };
const soap = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

const misplaced: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'claims-misplaced', 'whose times are in its data', {
    claims: { ...absent, data: { iat, exp } },
  }),
  caseAt(javaJwt, 'claims-misplaced', 'whose registered claims are in its context', {
    algorithm: 'ES256',
    claims: { ...absent, iss: undefined, aud: undefined, context: { exp, iss: 'erp', aud: ['bi'] } },
  }),
  caseAt(phpJwt, 'claims-misplaced', 'whose times are in an object of an object', {
    algorithm: 'RS256',
    claims: { ...absent, payload: { claims: { iat, exp } } },
  }),
  caseAt(golangJwt, 'claims-misplaced', 'whose times are in a claim that is JSON text', {
    algorithm: 'EdDSA',
    claims: { ...absent, claims: JSON.stringify({ iat, exp }) },
  }),
  caseAt(keycloak, 'claims-misplaced', 'whose audience is in its client', {
    claims: { aud: undefined, client: { aud: 'bi' } },
  }),
  caseAt(rubyJwt, 'claims-misplaced', 'whose end is in its data, which is only a warning', {
    claims: { exp: undefined, data: { user: { loginname: 'm.keller' }, exp } },
    logsInAs: 'm.keller',
  }),
  caseAt(pyJwt, 'expiry-missing', 'with years of experience', {
    claims: { ...absent, skills: { exp: 12 } },
  }),
  caseAt(keycloak, 'audience-mismatch', 'whose client has another audience', {
    claims: { aud: undefined, client: { aud: 'shop' } },
  }),
];

const types: readonly DiagnosisCase[] = [
  caseAt(phpJwt, 'claim-wrong-type', 'whose sub is a number, which is only a warning', {
    algorithm: 'ES256',
    claims: { sub: 4711 },
    logsInAs: 'm.keller',
  }),
  caseAt({ ...javaJwt, changes: {} }, 'claim-wrong-type', 'whose issuer is not checked, and a number', {
    algorithm: 'HS512',
    claims: { iss: 7, aud: {} },
    logsInAs: 'm.keller',
  }),
  caseAt(javaJwt, 'claim-wrong-type', 'whose configured issuer is a list', {
    algorithm: 'RS256',
    claims: { iss: ['erp'] },
  }),
  caseAt(jjwt, 'claim-wrong-type', 'whose configured audience has a number too', {
    algorithm: 'EdDSA',
    claims: { aud: ['bi', 7] },
  }),
  caseAt(nodeJsonwebtoken, 'claim-wrong-type', 'whose name was cut inside an emoji', {
    payload: `{"loginname":"m.keller","name":"M \\ud83d","email":"m.keller@example.com","iat":${iat},"exp":${exp}}`,
    logsInAs: 'm.keller',
  }),
  caseAt(pyJwt, 'claim-wrong-type', 'with a number beyond a double', {
    algorithm: 'HS384',
    payload: `{"loginname":"m.keller","name":"M","email":"m.keller@example.com","limit":[1e999],"iat":${iat},"exp":${exp}}`,
    logsInAs: 'm.keller',
  }),
  caseAt(okta, 'header-wrong-type', 'whose kid is a number', {
    header: '{"kid":17,"alg":"RS256"}',
    logsInAs: 'm.keller@example.com',
  }),
  caseAt(golangJwt, 'header-wrong-type', 'whose kid is null', {
    algorithm: 'ES256',
    header: '{"alg":"ES256","kid":null,"typ":"JWT"}',
    logsInAs: 'm.keller',
  }),
  caseAt(javaJwt, 'header-wrong-type', 'whose cty is a list', {
    header: '{"alg":"HS256","cty":["json"]}',
    logsInAs: 'm.keller',
  }),
  caseAt(jjwt, 'header-wrong-type', 'whose kid was cut inside an emoji', {
    algorithm: 'PS256',
    header: '{"alg":"PS256","kid":"key-\\ud83d"}',
    logsInAs: 'm.keller',
  }),
];

const names: readonly DiagnosisCase[] = [
  caseAt(nodeJsonwebtoken, 'username-is-placeholder', 'of a template literal without a user', {
    claims: { loginname: 'undefined' },
  }),
  caseAt(pyJwt, 'username-is-placeholder', 'of str(None)', {
    algorithm: 'EdDSA',
    claims: { loginname: 'None' },
  }),
  caseAt(jjwt, 'username-is-placeholder', 'of String.valueOf(null)', { claims: { sub: 'null' } }),
  caseAt(phpJwt, 'username-is-placeholder', 'whose template was never filled in', {
    algorithm: 'RS256',
    claims: { loginname: '{{user.name}}' },
  }),
  caseAt(keycloak, 'username-is-placeholder', 'of a script whose variable was quoted', {
    algorithm: 'ES256',
    claims: { preferred_username: '$USER' },
  }),
  caseAt(dotnet, 'username-is-placeholder', 'of Guid.Empty', {
    claims: { unique_name: '00000000-0000-0000-0000-000000000000' },
  }),
  caseAt(rubyJwt, 'username-ambiguous', 'that has another user under the whole name', {
    claims: { 'data.user.loginname': 'admin' },
  }),
  caseAt(rubyJwt, 'username-ambiguous', 'that has the same user under the whole name', {
    algorithm: 'ES512',
    claims: { 'data.user.loginname': 'm.keller' },
    logsInAs: 'm.keller',
  }),
  caseAt(golangJwt, 'username-ambiguous', 'that is flattened and nested', {
    algorithm: 'PS512',
    claims: { 'user.login': 'm.keller', user: { login: 'root' } },
    changes: { usernameField: 'user.login' },
  }),
  caseAt(keycloak, 'username-ambiguous', 'whose nested login name is a list', {
    claims: { 'attributes.login': 'm.keller', attributes: { login: ['m.keller'] } },
    changes: { usernameField: 'attributes.login' },
  }),
  caseAt(asErp(okta), 'username-nested', 'that has it in a claim that is JSON text', {
    claims: { profile: '{"loginname":"m.keller"}' },
  }),
  caseAt(dotnet, 'username-near-miss', 'that has the URI of the name', {
    algorithm: 'RS256',
    claims: { unique_name: undefined, [`${soap}/name`]: 'm.keller' },
  }),
  caseAt(jjwt, 'username-near-miss', 'that has the URI of the name identifier', {
    algorithm: 'HS384',
    claims: { sub: undefined, [`${soap}/nameidentifier`]: 'm.keller' },
  }),
  caseAt(dotnet, 'username-near-miss', 'that has the short form of the configured URI', {
    changes: { usernameField: `${soap}/name` },
  }),
];

const uses: readonly DiagnosisCase[] = [
  caseAt(keycloak, 'token-type-unexpected', 'that is the refresh token', {
    algorithm: 'HS512',
    claims: { typ: 'Refresh' },
    changes: keyFields('RS256'),
    codes: ['token-type-unexpected', 'algorithm-mismatch'],
  }),
  caseAt(keycloak, 'token-type-unexpected', 'that is the offline token', { claims: { typ: 'Offline' } }),
  caseAt(pyJwt, 'token-type-unexpected', 'of Simple JWT, to refresh with', {
    claims: { token_type: 'refresh' },
  }),
  caseAt(golangJwt, 'token-type-unexpected', 'that registers clients', {
    algorithm: 'ES256',
    claims: { typ: 'Registration-Access' },
  }),
  caseAt(nodeJsonwebtoken, 'healthy', 'of Cognito, for access', {
    algorithm: 'RS256',
    claims: { token_use: 'access' },
    logsInAs: 'm.keller',
  }),
];

/** Claims in the wrong place, of the wrong type, or for something else than a login. */
export const claimShapeIssuerCases: readonly DiagnosisCase[] = [...misplaced, ...types, ...names, ...uses];

import type { DiagnosisCase } from '../diagnosis-case.ts';
import { caseAt } from './issue-token.ts';
import * as sites from './issuer-sites.ts';

const { pyJwt, oldPyJwt, javaJwt, jjwt, golangJwt, rubyJwt, dotnet, phpJwt } = sites;
const { nodeJsonwebtoken, keycloak, okta, auth0, entraV1, entraV2, asErp, bare } = sites;

const parties: readonly DiagnosisCase[] = [
  caseAt(phpJwt, 'payload-malformed', 'whose payload is serialize() and not JSON', {
    payload: 'a:1:{s:9:"loginname";s:8:"m.keller";}',
  }),
  caseAt(oldPyJwt, 'payload-malformed', 'whose payload is str() of a dictionary', {
    payload: "{'loginname': 'admin', 'exp': 1772370000}",
  }),
  caseAt(nodeJsonwebtoken, 'payload-malformed', 'whose payload is a text alone', { payload: '"m.keller"' }),
  caseAt(dotnet, 'payload-malformed', 'whose unique_name stands twice', {
    payload: '{"unique_name":"m.keller","unique_name":"admin","exp":1772370000}',
  }),
  caseAt(auth0, 'issuer-mismatch', 'where the configuration lacks the last slash', {
    changes: { issuer: 'https://acme.auth0.example' },
  }),
  caseAt(entraV1, 'issuer-mismatch', 'where the configuration has the issuer of version 2', {
    changes: { issuer: sites.entraV2.changes.issuer ?? '' },
  }),
  caseAt(keycloak, 'issuer-mismatch', 'that was fetched under an inner address', {
    claims: { iss: 'http://keycloak:8080/realms/acme' },
  }),
  caseAt(nodeJsonwebtoken, 'issuer-mismatch', 'without iss', { changes: { issuer: 'erp' } }),
  caseAt(keycloak, 'audience-mismatch', 'without a mapper for the audience', { claims: { aud: 'account' } }),
  caseAt(okta, 'audience-mismatch', 'of the default authorization server', {
    claims: { aud: 'api://default' },
  }),
  caseAt(entraV2, 'audience-mismatch', 'where the configuration has the application’s URI', {
    changes: { audience: ['api://0c9a4f1e-62d7-4b58-a3c0-7e18d5b96f24'] },
  }),
  caseAt(jjwt, 'audience-mismatch', 'for two other systems', { claims: { aud: ['crm', 'shop'] } }),
];

const users: readonly DiagnosisCase[] = [
  caseAt(oldPyJwt, 'username-missing', 'whose login name is in a claim called ERP', {
    claims: { loginname: undefined, ERP: 'admin' },
  }),
  caseAt(golangJwt, 'username-missing', 'of a machine, without a user', {
    claims: { loginname: undefined, name: undefined, email: undefined },
    changes: { usernameField: 'loginname' },
    codes: ['username-missing', 'name-missing', 'email-missing'],
  }),
  caseAt(bare(golangJwt), 'username-missing', 'that has a team only', {
    claims: { loginname: undefined, name: undefined, email: undefined, iss: undefined, phone: undefined },
  }),
  caseAt(asErp(entraV1), 'username-near-miss', 'that has upn', {}),
  caseAt(asErp(keycloak), 'username-near-miss', 'that has preferred_username', {}),
  caseAt(asErp(okta), 'username-near-miss', 'that has sub and uid', {}),
  caseAt(phpJwt, 'username-near-miss', 'that has loginame', {
    claims: { loginname: undefined, loginame: 'm.keller' },
  }),
  caseAt(asErp(jjwt), 'username-near-miss', 'that has sub', {}),
  caseAt(dotnet, 'username-wrong-case', 'that has UniqueName', {
    claims: { unique_name: undefined, UniqueName: 'm.keller' },
  }),
  caseAt(javaJwt, 'username-wrong-case', 'that has loginName', {
    claims: { loginname: undefined, loginName: 'm.keller' },
  }),
  caseAt(nodeJsonwebtoken, 'username-wrong-case', 'that has LOGIN_NAME of an Oracle view', {
    claims: { loginname: undefined, LOGIN_NAME: 'm.keller' },
  }),
  caseAt(asErp(rubyJwt), 'username-nested', 'that has data.user.loginname', {}),
  caseAt(asErp(auth0), 'username-nested', 'that has it in an object of a namespace', {
    claims: { 'https://example.com/login': undefined, 'https://example.com/user': { loginname: 'm.keller' } },
  }),
  caseAt(nodeJsonwebtoken, 'username-nested', 'that has user.loginname', {
    claims: { loginname: undefined, user: { loginname: 'm.keller' } },
  }),
  caseAt(phpJwt, 'username-not-text', 'whose login name is a number of a user', {
    claims: { loginname: 4711 },
  }),
  caseAt(keycloak, 'username-not-text', 'whose attribute is a list', {
    claims: { loginname: ['m.keller'] },
    changes: { usernameField: 'loginname' },
  }),
  caseAt(dotnet, 'username-not-text', 'whose login name is empty', { claims: { unique_name: '' } }),
  caseAt(rubyJwt, 'username-not-text', 'whose login name is nil', {
    claims: { data: { user: { loginname: null } } },
  }),
  caseAt(pyJwt, 'username-has-invisible-characters', 'from the last column of a CSV file with CR LF', {
    claims: { loginname: 'm.keller\r' },
  }),
  caseAt(javaJwt, 'username-has-invisible-characters', 'from a fixed field filled with NUL', {
    claims: { loginname: 'MKELLER\u0000\u0000\u0000' },
  }),
  caseAt(
    phpJwt,
    'username-has-invisible-characters',
    'from a form into which a zero-width space was pasted',
    {
      claims: { loginname: 'm.keller\u200b' },
    },
  ),
];

const optional: readonly DiagnosisCase[] = [
  caseAt(okta, 'name-missing', 'that is an access token without profile', {
    changes: { nameField: 'name' },
    logsInAs: 'm.keller@example.com',
  }),
  caseAt(phpJwt, 'name-missing', 'whose name is null', { claims: { name: null }, logsInAs: 'm.keller' }),
  caseAt(entraV2, 'email-missing', 'without the optional claim email', {
    changes: { emailField: 'email' },
    logsInAs: 'm.keller@example.com',
  }),
  caseAt(keycloak, 'email-missing', 'of a user without an address', {
    claims: { email: undefined, email_verified: false },
    logsInAs: 'm.keller',
  }),
  caseAt(pyJwt, 'email-malformed', 'whose address has the name before it', {
    claims: { email: 'Márta Keller <m.keller@example.com>' },
    logsInAs: 'm.keller',
  }),
  caseAt(javaJwt, 'email-malformed', 'whose address is a name in LDAP', {
    claims: { email: 'CN=Keller,OU=Sales,DC=example,DC=com' },
    logsInAs: 'm.keller',
  }),
  caseAt(nodeJsonwebtoken, 'email-malformed', 'with two addresses', {
    claims: { email: 'm.keller@example.com, sales@example.com' },
    logsInAs: 'm.keller',
  }),
];

/** What is wrong with the parties or the user that a token names. */
export const claimsIssuerCases: readonly DiagnosisCase[] = [...parties, ...users, ...optional];

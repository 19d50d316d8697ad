import { healthyClaims, mint, NOW } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

function claiming(claims: object): string {
  return mint({ claims: { loginname: 'alice', ...claims } });
}

const withNames = { nameField: 'name', emailField: 'email' };

/** Cases of times, of the claims that must match, and of the mapping to a user. */
export const claimsCases: readonly DiagnosisCase[] = [
  { about: 'expired', title: 'whose exp is now', token: claiming({ iat: NOW - 40_000, exp: NOW - 20_000 }) },
  {
    about: 'expired',
    title: 'without exp, older than Expiration Time',
    token: claiming({ iat: NOW - 90_001 }),
  },
  {
    about: 'expired',
    title: 'whose exp lies before the calendar begins',
    token: claiming({ exp: -1e17 }),
  },
  {
    about: 'expiration-time-too-short',
    title: 'that would live on without the configuration',
    token: claiming({ iat: NOW - 7200, exp: NOW + 7200 }),
    changes: { expirationTime: 3600 },
  },
  {
    about: 'expiration-time-too-short',
    title: 'of a month under a day',
    token: claiming({ iat: NOW - 100_000, exp: NOW + 2_000_000 }),
  },
  {
    about: 'lifetime-exceeds-configuration',
    title: 'without iat that claims a week',
    token: claiming({ exp: NOW + 604_800 }),
  },
  {
    about: 'lifetime-exceeds-configuration',
    title: 'with iat that claims a week, which is only a warning',
    token: claiming({ iat: NOW - 10, exp: NOW + 604_800 }),
  },
  {
    about: 'not-yet-valid',
    title: 'valid from the day after tomorrow',
    token: claiming({ iat: NOW, nbf: NOW + 172_800 + 400, exp: NOW + 80_000 }),
  },
  {
    about: 'not-yet-valid',
    title: 'valid from twenty minutes ahead',
    token: claiming({ iat: NOW, nbf: NOW + 1200, exp: NOW + 3600 }),
  },
  { about: 'issued-in-future', title: 'issued tomorrow', token: claiming({ iat: NOW + 86_400 }) },
  {
    about: 'issued-in-future',
    title: 'issued in twenty minutes',
    token: claiming({ iat: NOW + 1200, exp: NOW + 4800 }),
  },
  {
    about: 'clock-skew',
    title: 'issued two minutes ahead',
    token: claiming({ iat: NOW + 120 }),
    codes: ['issued-in-future', 'clock-skew'],
  },
  {
    about: 'clock-skew',
    title: 'expired five minutes ago',
    token: claiming({ iat: NOW - 1500, exp: NOW - 300 }),
    codes: ['expired', 'clock-skew'],
  },
  {
    about: 'clock-skew',
    title: 'whose exp is this very second',
    token: claiming({ exp: NOW }),
    codes: ['expired', 'clock-skew'],
  },
  {
    about: 'local-time-as-utc',
    title: 'issued two hours ahead',
    token: claiming({ iat: NOW + 7200 }),
    codes: ['issued-in-future', 'local-time-as-utc'],
  },
  {
    about: 'local-time-as-utc',
    title: 'issued five and a half hours ahead, and a minute',
    token: claiming({ iat: NOW + 19_860, exp: NOW + 23_400 }),
    codes: ['issued-in-future', 'local-time-as-utc'],
  },
  {
    about: 'local-time-as-utc',
    title: 'of ten minutes, issued five hours ago',
    token: claiming({ iat: NOW - 18_005, exp: NOW - 17_405 }),
    codes: ['expired', 'local-time-as-utc'],
  },
  {
    about: 'time-in-milliseconds',
    title: 'with exp in milliseconds',
    token: claiming({ iat: NOW, exp: (NOW + 3600) * 1000 }),
  },
  {
    about: 'time-in-milliseconds',
    title: 'with all times in milliseconds',
    token: claiming({ iat: NOW * 1000, nbf: NOW * 1000, exp: (NOW + 3600) * 1000 }),
  },
  {
    about: 'time-not-a-number',
    title: 'with exp in quotes',
    token: claiming({ iat: NOW, exp: String(NOW + 3600) }),
  },
  { about: 'time-not-a-number', title: 'with iat null', token: claiming({ iat: null, exp: NOW + 3600 }) },
  {
    about: 'time-not-a-number',
    title: 'with an exp beyond every number',
    token: mint({ claims: `{"loginname":"alice","iat":${NOW},"exp":1e400}` }),
  },
  { about: 'expiry-missing', title: 'without exp and iat', token: claiming({}) },
  { about: 'expiry-missing', title: 'with nbf alone', token: claiming({ nbf: NOW - 5 }) },
  { about: 'healthy', title: 'a second before its exp', token: claiming({ exp: NOW + 1 }) },
  {
    about: 'healthy',
    title: 'whose times have fractions',
    token: claiming({ iat: NOW - 0.5, exp: NOW + 3600.25 }),
  },
  {
    about: 'healthy',
    title: 'without exp, a second before Expiration Time ends',
    token: claiming({ iat: NOW - 86_399 }),
  },
  { about: 'healthy', title: 'without iat, of just Expiration Time', token: claiming({ exp: NOW + 86_400 }) },
  {
    about: 'healthy',
    title: 'expired within the clock tolerance',
    token: claiming({ iat: NOW - 600, exp: NOW - 30 }),
    changes: { clockTolerance: 31 },
  },
  {
    about: 'healthy',
    title: 'issued ahead within the clock tolerance',
    token: claiming({ iat: NOW + 30, exp: NOW + 330 }),
    changes: { clockTolerance: 30 },
  },
  {
    about: 'healthy',
    title: 'valid from this second on',
    token: claiming({ iat: NOW, nbf: NOW, exp: NOW + 120 }),
  },

  {
    about: 'payload-malformed',
    title: 'whose payload is not JSON',
    token: mint({ claims: 'loginname=alice' }),
  },
  { about: 'payload-malformed', title: 'whose payload is a list', token: mint({ claims: '[1]' }) },
  {
    about: 'payload-malformed',
    title: 'with two login names',
    token: mint({ claims: `{"loginname":"alice","loginname":"admin","exp":${NOW + 5}}` }),
  },
  {
    about: 'payload-malformed',
    title: 'nested too deeply',
    token: mint({ claims: `{"a":${'['.repeat(200)}${']'.repeat(200)}}` }),
  },
  { about: 'payload-malformed', title: 'with an empty payload', token: mint({ claims: '' }) },
  {
    about: 'issuer-mismatch',
    title: 'of another issuer',
    token: mint({ claims: { ...healthyClaims, iss: 'crm' } }),
    changes: { issuer: 'erp' },
  },
  { about: 'issuer-mismatch', title: 'without iss', token: mint(), changes: { issuer: 'erp' } },
  {
    about: 'audience-mismatch',
    title: 'for another audience',
    token: mint({ claims: { ...healthyClaims, aud: ['a', 'b'] } }),
    changes: { audience: ['bi'] },
  },
  {
    about: 'audience-mismatch',
    title: 'without aud',
    token: mint(),
    changes: { audience: ['bi', 'reports'] },
  },
  {
    about: 'healthy',
    title: 'of the right issuer and for one of the audiences',
    token: mint({ claims: { ...healthyClaims, iss: 'erp', aud: ['x', 'bi'] } }),
    changes: { issuer: 'erp', audience: ['bi', 'y'] },
  },
  {
    about: 'healthy',
    title: 'with iss and aud that are not configured',
    token: mint({ claims: { ...healthyClaims, iss: 'crm', aud: ['x', 'y'] } }),
  },

  {
    about: 'username-missing',
    title: 'without any claim of a name',
    token: mint({ claims: { exp: NOW + 60, department: 'sales' } }),
  },
  {
    about: 'username-missing',
    title: 'where an inherited property is asked for',
    token: mint({ claims: { exp: NOW + 60, department: 'sales' } }),
    changes: { usernameField: 'constructor' },
  },
  {
    about: 'username-missing',
    title: 'where __proto__ is asked for',
    token: mint({ claims: { exp: NOW + 60, department: 'sales' } }),
    changes: { usernameField: '__proto__' },
  },
  {
    about: 'username-not-text',
    title: 'whose login name is a number',
    token: mint({ claims: { ...healthyClaims, loginname: 4711 } }),
  },
  {
    about: 'username-not-text',
    title: 'whose login name is blank',
    token: mint({ claims: { ...healthyClaims, loginname: '  ' } }),
  },
  {
    about: 'username-not-text',
    title: 'whose login name is null',
    token: mint({ claims: { ...healthyClaims, loginname: null } }),
  },
  {
    about: 'username-has-invisible-characters',
    title: 'whose login name has a zero-width space',
    token: mint({ claims: { ...healthyClaims, loginname: 'ad\u200bmin' } }),
  },
  {
    about: 'username-has-invisible-characters',
    title: 'whose login name has a direction override',
    token: mint({ claims: { ...healthyClaims, loginname: '\u202enimda' } }),
  },
  {
    about: 'name-missing',
    title: 'without a full name',
    token: mint({ claims: { ...healthyClaims, email: 'alice@example.com' } }),
    changes: withNames,
  },
  {
    about: 'name-missing',
    title: 'whose full name is a list',
    token: mint({ claims: { ...healthyClaims, name: ['Alice'], email: 'alice@example.com' } }),
    changes: withNames,
  },
  {
    about: 'email-missing',
    title: 'without an address',
    token: mint({ claims: { ...healthyClaims, name: 'Alice' } }),
    changes: withNames,
  },
  {
    about: 'email-missing',
    title: 'with an empty address',
    token: mint({ claims: { ...healthyClaims, name: 'Alice', email: '' } }),
    changes: withNames,
  },
  {
    about: 'email-malformed',
    title: 'whose address has no @',
    token: mint({ claims: { ...healthyClaims, name: 'Alice', email: 'alice' } }),
    changes: withNames,
  },
  {
    about: 'email-malformed',
    title: 'whose address has a blank',
    token: mint({ claims: { ...healthyClaims, name: 'Alice', email: 'alice @example.com' } }),
    changes: withNames,
  },
  {
    about: 'healthy',
    title: 'with name and address',
    token: mint({ claims: { ...healthyClaims, name: 'Älice 李', email: 'alice@example.com' } }),
    changes: withNames,
  },
  {
    about: 'healthy',
    title: 'whose login name is nested',
    token: mint({ claims: { ...healthyClaims, user: { login: 'alice' } } }),
    changes: { usernameField: 'user.login' },
  },
  {
    about: 'healthy',
    title: 'whose login name is a claim named by a URL',
    token: mint({ claims: { ...healthyClaims, 'https://erp.example.com/login': 'alice' } }),
    changes: { usernameField: 'https://erp.example.com/login' },
  },
  {
    about: 'healthy',
    title: 'whose login name is found by a JSON Pointer',
    token: mint({ claims: { ...healthyClaims, users: [{ 'a/b': 'alice' }] } }),
    changes: { usernameField: '/users/0/a~1b' },
  },
  {
    about: 'healthy',
    title: 'whose login name is called __proto__',
    token: mint({ claims: `{"__proto__":"alice","exp":${NOW + 60}}` }),
    changes: { usernameField: '__proto__' },
  },
  {
    about: 'healthy',
    title: 'whose login name is called constructor',
    token: mint({ claims: `{"constructor":"alice","exp":${NOW + 60}}` }),
    changes: { usernameField: 'constructor' },
  },

  {
    about: 'expired',
    title: 'with three faults at once',
    token: mint({ key: 'other', claims: { department: 'sales', iat: NOW - 200_000, exp: NOW - 120_000 } }),
    codes: ['secret-mismatch', 'expired', 'username-missing'],
  },
];

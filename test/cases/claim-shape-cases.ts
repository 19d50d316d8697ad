import { healthyClaims, keyFor, mint, NOW } from '../support/mint-token.ts';
import type { DiagnosisCase } from './diagnosis-case.ts';

const { loginname, iat, exp } = healthyClaims;

/** The healthy claims with others beside them. */
function withClaims(claims: object): string {
  return mint({ claims: { ...healthyClaims, ...claims } });
}

function named(username: unknown): string {
  return withClaims({ loginname: username });
}

function signedWith(algorithm: 'PS256' | 'ES256' | 'EdDSA', header: object, claims: object) {
  const { privateKey: key, publicPem: secretKey } = keyFor(algorithm);
  const token = mint({
    algorithm,
    key,
    header: { alg: algorithm, ...header },
    claims: { ...healthyClaims, ...claims },
  });
  return { token, changes: { signatureAlgorithm: algorithm, secretKey } };
}

/** Cases of claims in the wrong place or of the wrong type, of login names, and of what a token is for. */
export const claimShapeCases: readonly DiagnosisCase[] = [
  {
    about: 'claims-misplaced',
    title: 'whose times are in JSON text of JSON text',
    token: mint({ claims: { loginname, a: JSON.stringify({ b: JSON.stringify({ iat, exp }) }) } }),
  },
  {
    about: 'claims-misplaced',
    title: 'whose iat alone is further down, so that its life is not known',
    token: mint({ claims: { loginname, exp: NOW + 604_800, meta: { iat: NOW + 1 } } }),
  },
  {
    about: 'claims-misplaced',
    title: 'whose issuer is further down',
    token: withClaims({ context: { iss: 'erp' } }),
    changes: { issuer: 'erp' },
  },
  {
    about: 'expiry-missing',
    title: 'whose times are three levels down',
    token: mint({ claims: { loginname, a: { b: { c: { iat, exp } } } } }),
  },
  {
    about: 'issuer-mismatch',
    title: 'of an actor with another issuer',
    token: withClaims({ act: { iss: 'crm' } }),
    changes: { issuer: 'erp' },
  },
  {
    about: 'healthy',
    title: 'of an actor with times of its own',
    token: withClaims({ act: { sub: 'x', iat: 1_600_000_000, exp: 1_600_000_001 } }),
  },

  {
    about: 'claim-wrong-type',
    title: 'whose jti is a number',
    ...signedWith('PS256', {}, { jti: 1 }),
    logsInAs: 'alice',
  },
  {
    about: 'claim-wrong-type',
    title: 'whose sub is null and whose aud has a number',
    token: withClaims({ sub: null, aud: ['bi', 1] }),
    logsInAs: 'alice',
  },
  {
    about: 'claim-wrong-type',
    title: 'whose configured audience is an object',
    token: withClaims({ aud: { bi: true } }),
    changes: { audience: ['bi'] },
  },
  {
    about: 'username-not-text',
    title: 'whose login name is the sub, and a number',
    token: withClaims({ sub: 4711 }),
    changes: { usernameField: 'sub' },
  },
  {
    about: 'header-wrong-type',
    title: 'whose kid is a list',
    ...signedWith('ES256', { kid: ['a'] }, {}),
    logsInAs: 'alice',
  },
  {
    about: 'header-wrong-type',
    title: 'with a header number beyond a double',
    token: mint({ header: '{"alg":"HS256","v":1e999}' }),
    logsInAs: 'alice',
  },

  {
    about: 'username-is-placeholder',
    title: 'whose login name is an object as text',
    token: named('[object Object]'),
  },
  {
    about: 'username-is-placeholder',
    title: 'whose login name is a word in angle brackets',
    ...signedWith('EdDSA', {}, { loginname: '<username>' }),
  },
  { about: 'username-is-placeholder', title: 'whose login name is %USERNAME%', token: named('%USERNAME%') },
  { about: 'healthy', title: 'of a Mr Nullmeyer', token: named('nullmeyer') },
  {
    about: 'username-ambiguous',
    title: 'with two login names of the same path',
    ...signedWith('ES256', {}, { 'user.login': 'alice', user: { login: 'root' } }),
    changes: {
      signatureAlgorithm: 'ES256',
      secretKey: keyFor('ES256').publicPem,
      usernameField: 'user.login',
    },
  },
  {
    about: 'username-ambiguous',
    title: 'with a claim called as the JSON Pointer, and one where it points',
    token: withClaims({ '/user/login': 'alice', user: { login: 'root' } }),
    changes: { usernameField: '/user/login' },
  },
  {
    about: 'username-ambiguous',
    title: 'with the same login name twice, which is only a warning',
    token: withClaims({ 'user.login': 'alice', user: { login: 'alice' } }),
    changes: { usernameField: 'user.login' },
    logsInAs: 'alice',
  },
  {
    about: 'username-nested',
    title: 'whose login name is where Username Field says, but in JSON text',
    token: withClaims({ user: '{"login":"alice"}' }),
    changes: { usernameField: 'user.login' },
  },
  {
    about: 'username-near-miss',
    title: 'that has the login name under a SAML attribute identifier',
    token: mint({ claims: { iat, exp, 'urn:oid:0.9.2342.19200300.100.1.1': 'alice' } }),
  },

  {
    about: 'token-type-unexpected',
    title: 'whose token_use is refresh',
    token: withClaims({ token_use: 'refresh' }),
  },
  {
    about: 'token-type-unexpected',
    title: 'whose payload says it is a logout token',
    ...signedWith('PS256', {}, { typ: 'logout+jwt' }),
  },
  {
    about: 'healthy',
    title: 'whose payload typ is ID',
    token: withClaims({ typ: 'ID', token_type: 'Bearer' }),
  },
];

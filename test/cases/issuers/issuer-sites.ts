import type { SignatureAlgorithm } from '../../../src/domain/algorithm.ts';
import type { Configuration } from '../../../src/domain/configuration.ts';
import { NOW } from '../../support/mint-token.ts';
import * as claims from './issuer-claims.ts';
import * as styles from './issuer-styles.ts';

/** An issuer that works: what its tokens say, and the configuration that accepts them. */
export interface IssuerSite {
  readonly style: styles.IssuerStyle;
  readonly claims: object;
  /** Whom its tokens log in. */
  readonly login: string;
  /** Beside the algorithm and the key. */
  readonly changes: Partial<Configuration>;
  /** Those it is seen with, the usual one first. */
  readonly algorithms: readonly [SignatureAlgorithm, ...SignatureAlgorithm[]];
}

const withNames = { nameField: 'name', emailField: 'email' } as const;

/** A system written with PyJWT whose tokens have fractional times and letters beyond ASCII. */
export const pyJwt: IssuerSite = {
  style: styles.pyJwt,
  claims: { ...claims.erp, iat: NOW - 60.512_034, exp: NOW + 3539.487_966 },
  login: 'm.keller',
  changes: withNames,
  algorithms: ['HS256', 'HS384', 'RS256', 'EdDSA'],
};

export const oldPyJwt: IssuerSite = {
  ...pyJwt,
  style: styles.oldPyJwt,
  claims: { loginname: 'admin', exp: NOW + 3600 },
  login: 'admin',
  changes: {},
  algorithms: ['HS256', 'HS512', 'RS512'],
};

export const javaJwt: IssuerSite = {
  style: styles.javaJwt,
  claims: { iss: 'erp', aud: 'bi', ...claims.erp, jti: 'b81f3c52' },
  login: 'm.keller',
  changes: { ...withNames, issuer: 'erp', audience: ['bi'] },
  algorithms: ['HS256', 'HS512', 'RS256', 'ES256', 'ES384'],
};

export const oldJavaJwt: IssuerSite = {
  ...javaJwt,
  style: styles.oldJavaJwt,
  algorithms: ['HS256', 'RS384'],
};

/** jjwt writes `aud` as a list; the login name is the subject. */
export const jjwt: IssuerSite = {
  style: styles.jjwt,
  claims: { sub: 'm.keller', iss: 'https://crm.example.com', aud: ['bi'], iat: NOW - 60, exp: NOW + 1740 },
  login: 'm.keller',
  changes: { usernameField: 'sub', issuer: 'https://crm.example.com', audience: ['bi', 'reports'] },
  algorithms: ['HS512', 'HS256', 'HS384', 'PS256', 'EdDSA'],
};

export const golangJwt: IssuerSite = {
  style: styles.golangJwt,
  claims: { ...claims.erp, iss: 'portal', aud: ['bi'], nbf: NOW - 60, team: 'R&D <Berlin>' },
  login: 'm.keller',
  changes: { ...withNames, issuer: 'portal', audience: ['bi'] },
  algorithms: ['HS256', 'ES256', 'EdDSA', 'PS512'],
};

export const rubyJwt: IssuerSite = {
  style: styles.rubyJwt,
  claims: { data: { user: { loginname: 'm.keller', roles: ['sales'] } }, exp: NOW + 3600, iat: NOW },
  login: 'm.keller',
  changes: { usernameField: 'data.user.loginname' },
  algorithms: ['HS256', 'HS512', 'ES512'],
};

export const dotnet: IssuerSite = {
  style: styles.systemIdentityModel,
  claims: claims.dotnet,
  login: 'm.keller',
  changes: { usernameField: 'unique_name', issuer: 'https://erp.example.com', audience: ['bi'] },
  algorithms: ['HS256', 'HS512', 'RS256', 'PS384'],
};

export const phpJwt: IssuerSite = {
  style: styles.phpJwt,
  claims: { iss: 'https://shop.example.com', ...claims.erp, profile: 'https://shop.example.com/u/17' },
  login: 'm.keller',
  changes: { ...withNames, issuer: 'https://shop.example.com' },
  algorithms: ['HS256', 'RS256', 'ES256'],
};

export const nodeJsonwebtoken: IssuerSite = {
  style: styles.nodeJsonwebtoken,
  claims: claims.erp,
  login: 'm.keller',
  changes: withNames,
  algorithms: ['HS256', 'HS384', 'RS256', 'ES256'],
};

export const keycloak: IssuerSite = {
  style: styles.keycloak,
  claims: claims.keycloak,
  login: 'm.keller',
  changes: {
    ...withNames,
    usernameField: 'preferred_username',
    issuer: 'https://sso.example.com/realms/acme',
    audience: ['bi'],
  },
  algorithms: ['RS256', 'PS256', 'ES256', 'HS512'],
};

export const okta: IssuerSite = {
  style: styles.okta,
  claims: claims.okta,
  login: 'm.keller@example.com',
  changes: {
    usernameField: 'sub',
    issuer: 'https://acme.okta.example/oauth2/default',
    audience: ['api://bi'],
  },
  algorithms: ['RS256'],
};

export const auth0: IssuerSite = {
  style: styles.auth0,
  claims: claims.auth0,
  login: 'm.keller',
  changes: {
    usernameField: 'https://example.com/login',
    issuer: 'https://acme.auth0.example/',
    audience: ['https://bi.example.com/api'],
  },
  algorithms: ['RS256', 'HS256', 'PS256'],
};

export const entraV1: IssuerSite = {
  style: styles.entraV1,
  claims: claims.entraV1,
  login: 'm.keller@example.com',
  changes: {
    usernameField: 'upn',
    nameField: 'name',
    issuer: 'https://sts.windows.net/5d0e2b7c-8a11-4c36-9f4e-3b6a7c1d2e90/',
    audience: ['api://bi'],
  },
  algorithms: ['RS256'],
};

export const entraV2: IssuerSite = {
  style: styles.entraV2,
  claims: claims.entraV2,
  login: 'm.keller@example.com',
  changes: {
    usernameField: 'preferred_username',
    nameField: 'name',
    issuer: 'https://login.microsoftonline.com/5d0e2b7c-8a11-4c36-9f4e-3b6a7c1d2e90/v2.0',
    audience: ['0c9a4f1e-62d7-4b58-a3c0-7e18d5b96f24'],
  },
  algorithms: ['RS256'],
};

/** Every site there is. */
export const issuerSites: readonly IssuerSite[] = [
  pyJwt,
  oldPyJwt,
  javaJwt,
  oldJavaJwt,
  jjwt,
  golangJwt,
  rubyJwt,
  dotnet,
  phpJwt,
  nodeJsonwebtoken,
  keycloak,
  okta,
  auth0,
  entraV1,
  entraV2,
];

/** A site whose configuration still has the Username Field of the ERP. */
export function asErp(site: IssuerSite): IssuerSite {
  return { ...site, changes: { ...site.changes, usernameField: 'loginname' } };
}

/** Neither issuer, audience, name nor email is looked at. */
export function bare(site: IssuerSite): IssuerSite {
  return { ...site, changes: { usernameField: site.changes.usernameField ?? 'loginname' } };
}

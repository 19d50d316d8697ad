import { NOW } from '../../support/mint-token.ts';

const tenant = '5d0e2b7c-8a11-4c36-9f4e-3b6a7c1d2e90';

/** What an ERP system says of a user who logs in: its own names, letters and characters beyond ASCII. */
export const erp = {
  loginname: 'm.keller',
  name: 'Márta Keller-Grün',
  email: 'm.keller@example.com',
  phone: '+49 30 1234',
  iat: NOW - 60,
  exp: NOW + 3540,
};

export const dotnet = {
  unique_name: 'm.keller',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname': 'Márta',
  role: ['Sales', 'R&D'],
  phone: '+49 30 1234',
  nbf: NOW - 60,
  exp: NOW + 3540,
  iat: NOW - 60,
  iss: 'https://erp.example.com',
  aud: 'bi',
};

export const keycloak = {
  exp: NOW + 240,
  iat: NOW - 60,
  auth_time: NOW - 61,
  jti: '7a2f1c44-05d8-4e4f-9a57-1d2b6c0f83ee',
  iss: 'https://sso.example.com/realms/acme',
  aud: ['bi', 'account'],
  sub: 'f2c1d6a8-3b90-4a7e-8c15-64e0b9d7a213',
  typ: 'Bearer',
  azp: 'portal',
  session_state: '1f0a7d59-9c3e-47b2-8d64-0b5e2a6c7f18',
  acr: '1',
  'allowed-origins': ['https://portal.example.com'],
  realm_access: { roles: ['offline_access', 'uma_authorization'] },
  resource_access: { account: { roles: ['manage-account', 'view-profile'] } },
  scope: 'openid email profile',
  sid: '1f0a7d59-9c3e-47b2-8d64-0b5e2a6c7f18',
  email_verified: true,
  name: 'Márta Keller',
  preferred_username: 'm.keller',
  given_name: 'Márta',
  family_name: 'Keller',
  email: 'm.keller@example.com',
};

export const okta = {
  ver: 1,
  jti: 'AT.k3Vw8rYz1QpLs6Dn0FbHx5MgTj2Ua9Ec',
  iss: 'https://acme.okta.example/oauth2/default',
  aud: 'api://bi',
  iat: NOW - 60,
  exp: NOW + 3540,
  cid: '0oa3portal7Xy2',
  uid: '00u5keller9Zw4',
  scp: ['openid', 'profile'],
  auth_time: NOW - 75,
  sub: 'm.keller@example.com',
};

export const auth0 = {
  'https://example.com/login': 'm.keller',
  iss: 'https://acme.auth0.example/',
  sub: 'auth0|65f1c0a2b7d94e3f8a61c5d2',
  aud: ['https://bi.example.com/api', 'https://acme.auth0.example/userinfo'],
  iat: NOW - 60,
  exp: NOW + 86_340,
  azp: 'pT4vX9qLr2WsNc7KbYd1ZmHg',
  scope: 'openid profile email',
};

export const entraV1 = {
  aud: 'api://bi',
  iss: `https://sts.windows.net/${tenant}/`,
  iat: NOW - 360,
  nbf: NOW - 360,
  exp: NOW + 4120,
  acr: '1',
  aio: 'AVQAq/8TAAAAk3+portal/Zt5w==',
  amr: ['pwd', 'mfa'],
  appid: '3e7b90c2-1a5d-4f68-b0e4-c29d8f71a635',
  appidacr: '1',
  family_name: 'Keller',
  given_name: 'Márta',
  ipaddr: '192.0.2.17',
  name: 'Márta Keller',
  oid: '9b4d7c10-e2f3-4a58-8c76-d5e1f0a3b294',
  rh: '0.AXkAfCsOXRGKNkyfTjtqfB0ukA.',
  scp: 'user_impersonation',
  sub: 'w2Jm5Kx8QzVt1RyLpHn4CbSf7GdEa0Ui3ToXl6Yv9Mk',
  tid: tenant,
  unique_name: 'm.keller@example.com',
  upn: 'm.keller@example.com',
  uti: 'r8XcB2vNq0mLw5ZtYk3HAA',
  ver: '1.0',
};

export const entraV2 = {
  aud: '0c9a4f1e-62d7-4b58-a3c0-7e18d5b96f24',
  iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
  iat: NOW - 360,
  nbf: NOW - 360,
  exp: NOW + 3540,
  aio: 'AVQAq/8TAAAAk3+portal/Zt5w==',
  name: 'Márta Keller',
  oid: '9b4d7c10-e2f3-4a58-8c76-d5e1f0a3b294',
  preferred_username: 'm.keller@example.com',
  rh: '0.AXkAfCsOXRGKNkyfTjtqfB0ukA.',
  sub: 'w2Jm5Kx8QzVt1RyLpHn4CbSf7GdEa0Ui3ToXl6Yv9Mk',
  tid: tenant,
  uti: 'r8XcB2vNq0mLw5ZtYk3HAA',
  ver: '2.0',
};

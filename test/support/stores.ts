/** A secret that no output may show; 43 base64url characters, so that no check finds it weak. */
export const SECRET = 'kJ8v0Qm3xTq-2Lr5yWb7_Zc9NdFhGpAsUeRtIoXy1Mw';

/** A configuration with every field, as it stands in a store. */
export const erp = {
  name: 'ERP',
  enabled: true,
  tokenName: 'token',
  secretKey: SECRET,
  expirationTime: 86_400,
  usernameField: 'loginname',
  nameField: 'name',
  emailField: 'email',
  signatureAlgorithm: 'HS256',
  userType: 'Reader',
  initializationRoles: ['Power User'],
  issuer: 'https://erp.example',
  audience: ['bi'],
  clockTolerance: 30,
  createdAt: '2025-01-22T21:31:04.898Z',
  lastModified: '2025-03-12T15:00:33.000Z',
  creator: 'ada',
};

/** A configuration with required fields only, disabled, with its secret in a variable. */
export const crm = {
  name: 'CRM',
  tokenName: 'jwt',
  secretKey: { env: 'CRM_SECRET' },
  expirationTime: 3600,
  usernameField: 'sub',
  signatureAlgorithm: 'HS512',
};

/** The random key of the fingerprints in the stores of tests. */
export const FINGERPRINT_KEY = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** A store's document. */
export function storeOf(...configurations: readonly object[]): object {
  return { version: 1, fingerprintKey: FINGERPRINT_KEY, configurations };
}

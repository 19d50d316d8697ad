/**
 * Every code that only `check` reports, except the key-stage codes. Codes are stable: they are never
 * renamed or reused, and no audit code is also a diagnosis code.
 */
export const auditCodes = [
  'store-too-open',
  'secret-not-encrypted',
  'secret-shared',
  'secret-looks-encoded',
  'expiration-time-too-long',
  'no-issuer-or-audience',
  'previous-secret-expired',
  'previous-secret-unusable',
] as const;

export type AuditCode = (typeof auditCodes)[number];

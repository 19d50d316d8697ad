/**
 * Every code that only `check` gives, besides those of the key stage. Codes are stable: none is
 * renamed, none is ever used again, and none is a diagnosis code too.
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

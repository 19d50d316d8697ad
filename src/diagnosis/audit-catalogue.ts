import type { AuditScope } from '../domain/audit-evidence.ts';
import type { Audit } from './audit-type.ts';
import { expirationTimeTooLong } from './audits/expiration-time-too-long.ts';
import { noIssuerOrAudience } from './audits/no-issuer-or-audience.ts';
import { previousSecretExpired } from './audits/previous-secret-expired.ts';
import { previousSecretUnusable } from './audits/previous-secret-unusable.ts';
import { secretLooksEncoded } from './audits/secret-looks-encoded.ts';
import { secretNotEncrypted } from './audits/secret-not-encrypted.ts';
import { secretShared } from './audits/secret-shared.ts';
import { storeTooOpen } from './audits/store-too-open.ts';

/** Every audit by scope, in the order in which findings are reported. */
export const auditCatalogue: { readonly [S in AuditScope]: readonly Audit<S>[] } = {
  store: [storeTooOpen],
  configuration: [
    secretNotEncrypted,
    secretShared,
    secretLooksEncoded,
    previousSecretUnusable,
    previousSecretExpired,
    expirationTimeTooLong,
    noIssuerOrAudience,
  ],
};

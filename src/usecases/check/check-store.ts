import type { EpochSeconds } from '../../domain/instant.ts';
import type { StoreAudit } from '../../domain/store-audit.ts';
import { generateSecret } from '../../jwt/generate-secret.ts';
import type { ConfigurationStore } from '../ports.ts';
import { isEncrypted } from '../secrets/encrypt-fields.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';
import { type AuditRequest, auditStore } from './audit-store.ts';

/** What checking a store needs. */
export interface CheckNeeds {
  readonly store: Pick<ConfigurationStore, 'configurations' | 'encryption'>;
  readonly secrets: Pick<StoredSecrets, 'of' | 'previousOf' | 'unlockFor'>;
  now(): EpochSeconds;
}

/** Audits an open store; may ask for the passphrase of its secrets, because keys are compared among all of them. */
export async function checkStore(
  { store, secrets, now }: CheckNeeds,
  request: Pick<AuditRequest, 'path' | 'mode' | 'reported' | 'ignoredCodes'>,
): Promise<StoreAudit> {
  const { configurations } = store;
  await secrets.unlockFor(configurations, 'asks');
  return auditStore({
    ...request,
    configurations,
    isEncrypted: isEncrypted(store),
    secretOf: (configuration) => secrets.of(configuration),
    previousSecretOf: (configuration) => secrets.previousOf(configuration),
    fingerprintKey: generateSecret(32, 'base64url'),
    now: now(),
  });
}

import type { Configuration } from '../../domain/configuration.ts';
import { decryptSecrets, isEncrypted, requireUnlocked } from '../secrets/encrypt-fields.ts';
import {
  type EncryptionNeeds,
  type EncryptionPlan,
  NOTHING_TO_DO,
  rewrittenNames,
} from './encryption-plan.ts';

/**
 * Plans to write every encrypted secret of a store in plain text, and to encrypt no new ones. Throws a
 * Problem when the store's key or one of the secrets does not open.
 */
export async function planDecrypt({
  store,
  secrets,
}: Pick<EncryptionNeeds, 'store' | 'secrets'>): Promise<EncryptionPlan> {
  if (!isEncrypted(store)) return NOTHING_TO_DO;
  requireUnlocked(await secrets.unlock());
  const rewrite = (configuration: Configuration) => decryptSecrets(secrets, configuration);
  const names = rewrittenNames(store.configurations, rewrite);
  return { ok: true, next: { kind: 'none' }, rewrite, names, notices: [] };
}

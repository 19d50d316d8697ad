import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../../domain/configuration.ts';
import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { newDataKey } from '../../vault/sealed-secret.ts';
import type { ConfigurationStore } from '../ports.ts';
import { encryptSecrets, isEncrypted, requireDataKey } from '../secrets/encrypt-fields.ts';
import {
  type EncryptionNeeds,
  NOTHING_TO_DO,
  type PlannedEncryption,
  refused,
  rewrittenNames,
} from './encryption-plan.ts';
import { chooseKeyHolders, type KeyHolderRequest, type RecipientRequest } from './key-holders.ts';

/**
 * Plans to encrypt every literal secret of a store: with a new key where the store encrypts none yet, else
 * with its own. To have nothing to encrypt is no failure. Throws a Problem when the store's key cannot be
 * opened.
 */
export async function planEncrypt(
  needs: EncryptionNeeds,
  request: KeyHolderRequest,
): Promise<PlannedEncryption> {
  return isEncrypted(needs.store) ? planRest(needs, request.named) : planFirst(needs, request);
}

/** Plans to turn encryption on. */
async function planFirst(needs: EncryptionNeeds, request: KeyHolderRequest): Promise<PlannedEncryption> {
  const chosen = await chooseKeyHolders(needs, request);
  if (!chosen.ok) return chosen;
  const { keyHolders, identity, notices } = chosen;
  const key = newDataKey();
  const rewrite = (configuration: Configuration) => encryptSecrets(configuration, key);
  const names = rewrittenNames(needs.store.configurations, rewrite);
  return { ok: true, next: { kind: 'new key', key, keyHolders, identity }, rewrite, names, notices };
}

/** Plans to encrypt what was added in plain text to a store that is encrypted already. */
async function planRest(
  { store, secrets }: EncryptionNeeds,
  named: RecipientRequest | undefined,
): Promise<PlannedEncryption> {
  if (named && !isFor(store, named)) return refused({ kind: 'encrypted-for-others' });
  if (!store.configurations.some(holdsLiteralSecret)) return NOTHING_TO_DO;
  const key = await requireDataKey(store, secrets);
  const rewrite = (configuration: Configuration) => encryptSecrets(configuration, key);
  return { ...NOTHING_TO_DO, rewrite, names: rewrittenNames(store.configurations, rewrite) };
}

/** Whether a store is encrypted for exactly these recipients. */
function isFor(
  { encryption }: ConfigurationStore,
  { recipients, newIdentityPath }: RecipientRequest,
): boolean {
  if (newIdentityPath !== undefined) return false;
  return isDeepStrictEqual([...new Set(recipients)].sort(), [...(encryption?.recipients ?? [])].sort());
}

import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../../domain/configuration.ts';
import type { SecretResult } from '../../domain/secret-key.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { KeyHolders } from '../../vault/data-key.ts';
import { newDataKey } from '../../vault/sealed-secret.ts';
import { decryptSecrets, encryptSecrets, isEncrypted, requireUnlocked } from '../secrets/encrypt-fields.ts';
import {
  type EncryptionNeeds,
  type PlannedEncryption,
  type RefusedEncryption,
  refused,
  rewrittenNames,
} from './encryption-plan.ts';
import { type ChosenKeyHolders, chooseForRecipients, chosen, type RecipientRequest } from './key-holders.ts';
import { admitPassphrase } from './new-passphrase.ts';

/** Who shall be able to open the secrets with the new key. */
export type RekeyRequest =
  | { readonly kind: 'same' }
  | { readonly kind: 'recipients'; readonly named: RecipientRequest }
  /** `given` is undefined where the caller asks for the new passphrase. */
  | { readonly kind: 'passphrase'; readonly given: SecretResult | undefined };

/**
 * Plans to make a new data key and to encrypt every secret with it. Throws a Problem when the store's key or
 * one of the secrets does not open.
 */
export async function planRekey(needs: EncryptionNeeds, request: RekeyRequest): Promise<PlannedEncryption> {
  const { store, secrets } = needs;
  if (!isEncrypted(store)) return refused({ kind: 'not-encrypted' });
  const { keyHolders: current } = requireUnlocked(await secrets.unlock());
  const next = await nextKeyHolders(needs, request, current);
  if (!next.ok) return next;
  const { keyHolders, identity, notices } = next;
  const key = newDataKey();
  const rewrite = (configuration: Configuration) => {
    const opened = decryptSecrets(secrets, configuration);
    return { ...opened, ...encryptSecrets({ ...configuration, ...opened }, key) };
  };
  const names = rewrittenNames(store.configurations, rewrite);
  return { ok: true, next: { kind: 'new key', key, keyHolders, identity }, rewrite, names, notices };
}

async function nextKeyHolders(
  needs: EncryptionNeeds,
  request: RekeyRequest,
  current: KeyHolders,
): Promise<ChosenKeyHolders | RefusedEncryption> {
  switch (request.kind) {
    case 'recipients':
      return chooseForRecipients(needs, request.named);
    case 'passphrase': {
      if (!request.given) return chosen(undefined);
      const admitted = admitPassphrase(request.given);
      return admitted.ok ? chosen({ passphrase: admitted.passphrase }) : admitted;
    }
    case 'same':
      return isChangedByHand(needs, current)
        ? refused({ kind: 'recipients-changed-by-hand' })
        : chosen(current);
    default:
      return unreachable(request);
  }
}

/** Whether the store names other recipients than those that its key was encrypted for. */
function isChangedByHand({ store: { encryption } }: EncryptionNeeds, current: KeyHolders): boolean {
  return 'recipients' in current && !isDeepStrictEqual(current.recipients, encryption?.recipients);
}

import { isDeepStrictEqual } from 'node:util';
import type { Encryption } from '../../domain/encryption.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { refuseOtherEncryption } from '../configurations/concurrent-changes.ts';
import type { ConfigurationStore } from '../ports.ts';
import { changeWithKey, type NewPrivateKey } from '../secrets/key-file.ts';
import {
  type EncryptionNeeds,
  type EncryptionPlan,
  type NextEncryption,
  rewritten,
} from './encryption-plan.ts';

/** What a change of the encryption did. */
export interface EncryptionOutcome {
  /** The configurations whose secrets were rewritten. */
  readonly names: readonly string[];
  /** How the secrets are encrypted from now on, where they got a new key. */
  readonly encryption?: Encryption | undefined;
  /** The identity that was written. */
  readonly identity?: NewPrivateKey | undefined;
}

/**
 * Makes a planned change: all secrets are rewritten and a new identity is written, or nothing is.
 * `passphrase` is the new one, where the plan leaves it open. Throws a Problem when the encryption was
 * changed since the store was opened.
 */
export async function commitEncryption(
  { store, keyFiles }: Pick<EncryptionNeeds, 'store' | 'keyFiles'>,
  plan: EncryptionPlan,
  passphrase?: string,
): Promise<EncryptionOutcome> {
  const { next, rewrite } = plan;
  if (next.kind === 'unchanged' && plan.names.length === 0) return { names: [] };
  const encryption = await encryptionAfter(store, next, passphrase);
  const identity = next.kind === 'new key' ? next.identity : undefined;
  const names: string[] = [];
  await changeWithKey({ store, keyFiles }, identity, (draft) => {
    refuseOtherEncryption(draft, store);
    if (!isDeepStrictEqual(encryption, draft.encryption)) draft.setEncryption(encryption);
    for (const { name, settings } of rewritten(draft.configurations, rewrite)) {
      draft.rewriteSecrets(name, settings);
      names.push(name);
    }
  });
  return next.kind === 'new key' ? { names, encryption, identity } : { names };
}

async function encryptionAfter(
  { encryption }: ConfigurationStore,
  next: NextEncryption,
  passphrase: string | undefined,
): Promise<Encryption | undefined> {
  switch (next.kind) {
    case 'unchanged':
      return encryption;
    case 'none':
      return undefined;
    case 'new key': {
      const keyHolders = next.keyHolders ?? (passphrase === undefined ? undefined : { passphrase });
      if (!keyHolders) throw new Error('the new passphrase was not asked for');
      // age is loaded only where it is needed.
      const { wrapDataKey } = await import('../../vault/data-key.ts');
      return wrapDataKey(next.key, keyHolders);
    }
    default:
      return unreachable(next);
  }
}

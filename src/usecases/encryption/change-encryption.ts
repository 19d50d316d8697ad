import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import type { Encryption } from '../../domain/encryption.ts';
import { refuseOtherEncryption } from '../configurations/concurrent-changes.ts';
import type { Store } from '../ports.ts';
import { changeWithKey, type NewPrivateKey } from '../secrets/new-private-key.ts';

/** What is to be set on a configuration so that its secrets stand there in another way; throws a Problem when they cannot. */
export type RewriteSecrets = (configuration: Configuration) => Partial<Configuration>;

/**
 * Changes how a store is encrypted (undefined: not at all) and rewrites its secrets, all of them or none.
 * An identity that was made for it is written too, or nothing is. Returns the names of the configurations
 * that were rewritten. Throws a Problem when somebody else changed the encryption meanwhile.
 */
export async function changeEncryption(
  context: Context,
  store: Store,
  encryption: Encryption | undefined,
  rewrite: RewriteSecrets,
  identity?: NewPrivateKey,
): Promise<string[]> {
  const names: string[] = [];
  await changeWithKey({ store, keyFiles: context.keyFiles }, identity, (draft) => {
    refuseOtherEncryption(draft, store);
    if (!isDeepStrictEqual(encryption, draft.encryption)) draft.setEncryption(encryption);
    for (const { name, settings } of rewritten(draft.configurations, rewrite)) {
      draft.rewriteSecrets(name, settings);
      names.push(name);
    }
  });
  return names;
}

/** The names of the configurations that would be rewritten. */
export function rewrittenNames({ configurations }: Store, rewrite: RewriteSecrets): string[] {
  return rewritten(configurations, rewrite).map(({ name }) => name);
}

function rewritten(configurations: readonly Configuration[], rewrite: RewriteSecrets) {
  return configurations
    .map((configuration) => ({ name: configuration.name, settings: rewrite(configuration) }))
    .filter(({ settings }) => Object.keys(settings).length > 0);
}

import type { Context } from '../../context.ts';
import type { EncryptionNeeds } from '../../usecases/encryption/encryption-plan.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';
import { storedSecrets } from '../../usecases/secrets/stored-secrets.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { givenIdentities, givenPassphrase } from './given-credentials.ts';

/** What the use cases of encryption need, from the command line and the environment. */
export function encryptionNeeds(
  context: Context,
  options: GlobalOptions,
  store: ConfigurationStore,
): EncryptionNeeds {
  return {
    store,
    keyFiles: context.keyFiles,
    now: () => context.now(),
    secrets: storedSecrets(context, options, store),
    credentials: {
      identities: () => givenIdentities(context, options),
      passphrase: () => givenPassphrase(context, options),
    },
  };
}

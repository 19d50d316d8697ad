import type { Context } from '../../context.ts';
import type { EncryptionNeeds } from '../../usecases/encryption/encryption-plan.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';
import { openSecretVault } from '../../usecases/secrets/stored-secrets.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { credentialSource } from './given-credentials.ts';

/** What the use cases of encryption need, from the command line and the environment. */
export function encryptionNeeds(
  context: Context,
  options: GlobalOptions,
  store: ConfigurationStore,
): EncryptionNeeds {
  const credentials = credentialSource(context, options);
  return {
    store,
    credentials,
    secrets: openSecretVault({ store, sources: context, credentials }),
    keyFiles: context.keyFiles,
    now: () => context.now(),
  };
}

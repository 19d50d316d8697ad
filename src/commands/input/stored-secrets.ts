import type { Context } from '../../context.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';
import { openSecretVault, type StoredSecrets } from '../../usecases/secrets/stored-secrets.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { credentialSource } from './given-credentials.ts';

/** The secrets of a store, opened with what the command line, the environment or the user gives. */
export function storedSecrets(
  context: Context,
  options: GlobalOptions,
  store: ConfigurationStore,
): StoredSecrets {
  return openSecretVault({ store, sources: context, credentials: credentialSource(context, options) });
}

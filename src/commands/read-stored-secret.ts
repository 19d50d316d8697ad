import { dirname } from 'node:path';
import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type SecretReading, secretSource } from '../domain/secret-key.ts';
import { readSecret } from '../store/read-secret.ts';
import type { Store } from '../store/store.ts';

/** Asks a stored configuration's secret source for the secret. */
export function readStoredSecret(
  context: Context,
  store: Store,
  { secretKey }: Configuration,
): SecretReading {
  return readSecret(secretSource(secretKey), {
    env: context.env,
    storeFolder: dirname(store.path),
    readFile: context.readFile,
  });
}

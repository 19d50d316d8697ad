import { dirname } from 'node:path';
import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type SecretKey, type SecretReading, secretSource } from '../domain/secret-key.ts';
import { readSecret } from '../store/read-secret.ts';
import type { Store } from '../store/store.ts';

/** Asks a stored configuration's secret source for the secret. */
export function readStoredSecret(
  context: Context,
  store: Store,
  { secretKey }: Configuration,
): SecretReading {
  return readFrom(context, store, secretKey);
}

/** Asks the source of its previous secret for that; undefined when the configuration has none. */
export function readPreviousSecret(
  context: Context,
  store: Store,
  { previousSecret }: Configuration,
): SecretReading | undefined {
  return previousSecret && readFrom(context, store, previousSecret.secretKey);
}

function readFrom(context: Context, store: Store, secretKey: SecretKey): SecretReading {
  return readSecret(secretSource(secretKey), {
    env: context.env,
    storeFolder: dirname(store.path),
    readFile: context.readFile,
  });
}

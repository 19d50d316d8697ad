import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../../domain/claim-path.ts';
import { STORE_SCHEMA_ID, STORE_VERSION } from '../../domain/store-file.ts';

/** The keys of a store in the order in which they are written. */
export const storeKeys = ['$schema', 'version', 'fingerprintKey', 'encryption', 'configurations'] as const;

/** The document of a store without configurations. */
export function newStoreDocument(): JsonObject {
  return {
    $schema: STORE_SCHEMA_ID,
    version: STORE_VERSION,
    fingerprintKey: newFingerprintKey(),
    configurations: [],
  };
}

/** A random key for a store's fingerprints: 32 bytes in base64url. */
export function newFingerprintKey(): string {
  return randomBytes(32).toString('base64url');
}

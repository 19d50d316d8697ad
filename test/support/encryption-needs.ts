import { readFileSync } from 'node:fs';
import { parseInstant } from '../../src/domain/instant.ts';
import type { SecretResult } from '../../src/domain/secret-key.ts';
import { keyFiles } from '../../src/files/key-files.ts';
import type { EncryptionNeeds } from '../../src/usecases/encryption/encryption-plan.ts';
import type { CredentialSource } from '../../src/usecases/ports.ts';
import { openSecretVault } from '../../src/usecases/secrets/stored-secrets.ts';
import { NOW } from './run.ts';
import { open } from './store-folder.ts';

/** What the user of a test has to open secrets with. */
export interface Holding {
  readonly identity?: string;
  readonly passphrase?: string;
}

/** Gives what the user of a test holds, and asks for nothing. */
export function credentialsOf({ identity, passphrase }: Holding): CredentialSource {
  const given: SecretResult | undefined =
    passphrase === undefined ? undefined : { ok: true, text: passphrase, encoding: 'utf8' };
  return {
    isGiven: (identity ?? passphrase) !== undefined,
    whenMissing: { identity: 'no identity was given', passphrase: 'no passphrase was given' },
    identities: async () =>
      identity === undefined ? undefined : { ok: true, identities: [identity], place: 'the test' },
    passphrase: () => given,
    askPassphrase: undefined,
    opened() {},
  };
}

/** What the use cases of encryption need, for the store of a file. */
export async function encryptionNeeds(path: string, holding: Holding = {}): Promise<EncryptionNeeds> {
  const store = await open(path);
  const credentials = credentialsOf(holding);
  const sources = { env: {}, readFile: (file: string) => readFileSync(file) };
  return {
    store,
    keyFiles,
    now: () => parseInstant(NOW) ?? 0,
    secrets: openSecretVault({ store, sources, credentials }),
    credentials,
  };
}

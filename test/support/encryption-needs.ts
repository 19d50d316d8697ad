import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Context } from '../../src/context.ts';
import { parseInstant } from '../../src/domain/instant.ts';
import type { SecretResult } from '../../src/domain/secret-key.ts';
import { keyFiles } from '../../src/files/key-files.ts';
import type { EncryptionNeeds } from '../../src/usecases/encryption/encryption-plan.ts';
import { storedSecrets } from '../../src/usecases/secrets/stored-secrets.ts';
import { NOW } from './run.ts';
import { open } from './store-folder.ts';

/** What the user of a test has to open secrets with. */
export interface Holding {
  readonly identity?: string;
  readonly passphrase?: string;
}

/** What the use cases of encryption need, for the store of a file; what the user holds is in the environment. */
export async function encryptionNeeds(
  path: string,
  { identity, passphrase }: Holding = {},
): Promise<EncryptionNeeds> {
  const store = await open(path);
  const context = {
    env: { JWTADM_IDENTITY: identity, JWTADM_PASSPHRASE: passphrase },
    cwd: dirname(path),
    readFile: (file: string) => readFileSync(resolve(dirname(path), file)),
    fileMode: () => undefined,
  };
  const options = { identityFile: undefined, passphraseFile: undefined, input: false };
  const given: SecretResult | undefined =
    passphrase === undefined ? undefined : { ok: true, text: passphrase, encoding: 'utf8' };
  return {
    store,
    keyFiles,
    now: () => parseInstant(NOW) ?? 0,
    secrets: storedSecrets(context as unknown as Context, options as never, store),
    credentials: {
      identities: async () => (identity === undefined ? undefined : { ok: true, identities: [identity] }),
      passphrase: () => given,
    },
  };
}

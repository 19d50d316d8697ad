import type { NewPrivateKey } from '../../usecases/secrets/key-file.ts';

/** Where the private key is, and whose it is. */
export function privateKeyNote({ path }: NewPrivateKey): string {
  return `The private key is in ${path}, which only you can read: it is for the issuer, who signs with it. The store has the public key.`;
}

import type { Context } from '../../context.ts';
import type { EncryptionPlan } from '../../usecases/encryption/encryption-plan.ts';
import { passphraseFault } from '../../usecases/encryption/new-passphrase.ts';
import { PASSPHRASE_HINT } from '../output/encryption-notes.ts';

/** Asks for the new passphrase, twice, where a plan needs one. */
export async function askNewPassphrase(
  context: Context,
  { next }: EncryptionPlan,
): Promise<string | undefined> {
  if (next.kind !== 'new key' || next.keyHolders) return undefined;
  const passphrase = await context.prompt.secret({
    message: 'New passphrase for the secrets',
    fault: (text) => {
      const fault = passphraseFault(text);
      return fault && `it ${fault}; ${PASSPHRASE_HINT}`;
    },
  });
  await context.prompt.secret({
    message: 'Repeat the passphrase',
    fault: (text) => (text === passphrase ? undefined : 'it is another one; Ctrl-C starts again'),
  });
  return passphrase;
}

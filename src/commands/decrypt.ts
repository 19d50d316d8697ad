import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { commitEncryption } from '../usecases/encryption/commit-encryption.ts';
import { planDecrypt } from '../usecases/encryption/decrypt.ts';
import { authorOf } from './input/author.ts';
import { encryptionNeeds } from './input/encryption-needs.ts';
import { canPrompt, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { type EncryptionOptions, showOutcome } from './output/encryption-notes.ts';
import { note } from './output/notes.ts';

/** What `decrypt` was asked for. */
export interface DecryptOptions extends EncryptionOptions {
  /** True with `--yes`: do not ask. */
  readonly isConfirmed: boolean;
}

/** `jwtadm decrypt`: declares its options and help. */
export function decryptCommand(program: Program, context: Context, run = runDecrypt): void {
  const command = program
    .command('decrypt')
    .description(
      'Write the encrypted secrets back to the store in plain text, and encrypt no new ones. Asks before it does. The store must be closed to others.',
    )
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'say what would be decrypted and write nothing')
    .option('--json', 'print what was decrypted as one JSON document')
    .addHelpText('after', examples)
    .action(async (flags: { yes?: boolean; dryRun?: boolean; json?: boolean }) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        isConfirmed: flags.yes === true,
        isDryRun: flags.dryRun === true,
        isJson: flags.json === true,
      });
    });
}

const examples = examplesText([
  ['Ask, then decrypt', 'jwtadm decrypt --identity-file ~/.jwtadm-identity'],
  ['In a script', 'jwtadm decrypt --passphrase-file passphrase.txt --yes'],
  ['Only see whether every secret opens', 'jwtadm decrypt --dry-run'],
]);

const words = {
  done: (names: string) => `Decrypted the secrets of ${names}.`,
  would: (names: string) => `Would decrypt the secrets of ${names}.`,
  none: 'No secret was encrypted.',
};

/** Takes the encryption away once that is confirmed; a store without one stays as it is. */
export async function runDecrypt(context: Context, options: DecryptOptions): Promise<ExitCode> {
  const isSure = options.isConfirmed || options.isDryRun;
  if (!isSure && !canPrompt(context, options)) {
    throw new Problem('usage', 'decrypt asks before it does, and nobody can be asked here', 'add --yes');
  }
  const author = authorOf(context, 'decrypt');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const plan = await planDecrypt(encryptionNeeds(context, options, store));
  const question = `Write ${plan.names.length} secrets to ${store.label} in plain text?`;
  const isNeeded = plan.next.kind !== 'unchanged';
  if (isNeeded && !isSure && !(await context.prompt.confirm({ message: question, initial: false }))) {
    note(context, options, 'Nothing was changed.');
    return exitCodes.done;
  }
  const { names } = options.isDryRun
    ? plan
    : await commitEncryption({ store, keyFiles: context.keyFiles }, plan);
  showOutcome(context, options, words, { address: store.address, names });
  return exitCodes.done;
}

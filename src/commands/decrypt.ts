import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { commitEncryption } from '../usecases/encryption/commit-encryption.ts';
import { planDecrypt } from '../usecases/encryption/decrypt.ts';
import {
  type ChangeFlags,
  type ConfirmedChangeOptions,
  declareChangeFlags,
  readConfirmedChangeFlags,
} from './flags/change-flags.ts';
import { authorOf } from './input/author.ts';
import { isConfirmed, refuseUnconfirmed } from './input/confirm.ts';
import { encryptionNeeds } from './input/encryption-needs.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { showOutcome } from './output/encryption-notes.ts';

/** What `decrypt` was asked for. */
export type DecryptOptions = GlobalOptions & ConfirmedChangeOptions;

/** `jwtadm decrypt`: declares its options and help. */
export function decryptCommand(program: Program, context: Context, run = runDecrypt): void {
  const command = program
    .command('decrypt')
    .description(
      'Write the encrypted secrets back to the store in plain text, and encrypt no new ones. Asks before it does. The store must be closed to others.',
    );
  declareChangeFlags(command, {
    yes: 'do not ask',
    dryRun: 'say what would be decrypted and write nothing',
    json: 'print what was decrypted as one JSON document',
  })
    .addHelpText('after', examples)
    .action(async (flags: ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readConfirmedChangeFlags(flags) };
      program.exitCode = await run(context, options);
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
  refuseUnconfirmed(context, options, 'decrypt');
  const author = authorOf(context, 'decrypt');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const plan = await planDecrypt(encryptionNeeds(context, options, store));
  const question = `Write ${plan.names.length} secrets to ${store.label} in plain text?`;
  const isNeeded = plan.next.kind !== 'unchanged';
  if (isNeeded && !(await isConfirmed(context, options, question))) return exitCodes.done;
  const { names } = options.isDryRun
    ? plan
    : await commitEncryption({ store, keyFiles: context.keyFiles }, plan);
  showOutcome(context, options, words, { address: store.address, names });
  return exitCodes.done;
}

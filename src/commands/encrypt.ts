import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { commitEncryption } from '../usecases/encryption/commit-encryption.ts';
import { deletePlainBackups } from '../usecases/encryption/delete-backups.ts';
import { planEncrypt } from '../usecases/encryption/encrypt.ts';
import { isEncrypted } from '../usecases/secrets/encrypt-fields.ts';
import { type ChangeFlags, declareChangeFlags, readChangeFlags } from './flags/change-flags.ts';
import {
  declareRecipientFlags,
  namesRecipients,
  type RecipientFlags,
  readRecipientFlags,
} from './flags/recipient-flags.ts';
import { askNewPassphrase } from './forms/new-passphrase.ts';
import { authorOf } from './input/author.ts';
import { encryptionNeeds } from './input/encryption-needs.ts';
import { canPrompt, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { type EncryptionOptions, showNotices, showOutcome, showPlan } from './output/encryption-notes.ts';

/** What `encrypt` was asked for. */
export interface EncryptOptions extends EncryptionOptions {
  readonly recipientFlags: RecipientFlags;
}

/** `jwtadm encrypt`: declares its options and help. */
export function encryptCommand(program: Program, context: Context, run = runEncrypt): void {
  const command = program
    .command('encrypt')
    .description(
      'Encrypt the secrets in the store, for age recipients or with a passphrase; everything else stays readable. Run again, it encrypts what was added in plain text since.',
    );
  declareRecipientFlags(command);
  declareChangeFlags(command, {
    dryRun: 'say what would be encrypted and write nothing',
    json: 'print what was encrypted as one JSON document',
  })
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, OPENING))
    .action(async (flags: RecipientFlags & ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readChangeFlags(flags) };
      program.exitCode = await run(context, { ...options, recipientFlags: flags });
    });
}

const examples = examplesText([
  ['For a new identity, which is written to a file', 'jwtadm encrypt --generate-identity ~/.jwtadm-identity'],
  ['For two administrators', 'jwtadm encrypt --recipient age1… --recipient age1…'],
  ['With a passphrase that is asked for', 'jwtadm encrypt'],
]);

const OPENING =
  'Commands that need an encrypted secret take the identity from --identity-file, $JWTADM_IDENTITY_FILE or, the text itself, $JWTADM_IDENTITY; the passphrase from --passphrase-file, $JWTADM_PASSPHRASE or a question. `jwtadm rekey` changes who can open the secrets, `jwtadm decrypt` takes the encryption away. Who may write the store can still put a key of their own into it.';

const words = {
  done: (names: string) => `Encrypted the secrets of ${names}.`,
  would: (names: string) => `Would encrypt the secrets of ${names}.`,
  none: 'There is no secret in plain text to encrypt.',
};

/** Encrypts every literal secret of the store; to have nothing to do is no error. */
export async function runEncrypt(context: Context, options: EncryptOptions): Promise<ExitCode> {
  const author = authorOf(context, 'encrypt');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  if (!isEncrypted(store)) refuseBothWays(options);
  const needs = encryptionNeeds(context, options, store);
  const request = {
    named: await readRecipientFlags(context, options.recipientFlags),
    isPassphraseNamed: options.passphraseFile !== undefined,
    canAsk: canPrompt(context, options),
  };
  const plan = showPlan(context, options, await planEncrypt(needs, request));
  const { address } = store;
  if (options.isDryRun) {
    showOutcome(context, options, words, { address, names: plan.names });
    return exitCodes.done;
  }
  const passphrase = await askNewPassphrase(context, plan);
  const outcome = await commitEncryption(needs, plan, passphrase);
  showOutcome(context, options, words, { address, ...outcome });
  showNotices(context, options, await deletePlainBackups(needs));
  return exitCodes.done;
}

/** Refuses flags that name both ways to encrypt a store that is not encrypted yet. */
function refuseBothWays({ passphraseFile, identityFile, recipientFlags }: EncryptOptions): void {
  if (passphraseFile === undefined) return;
  if (!namesRecipients(recipientFlags) && identityFile === undefined) return;
  throw new Problem(
    'usage',
    'secrets are encrypted for age recipients or with a passphrase, not both',
    'leave --passphrase-file out, or the recipients',
  );
}

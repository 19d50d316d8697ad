import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { commitEncryption } from '../usecases/encryption/commit-encryption.ts';
import { deleteOldBackups } from '../usecases/encryption/delete-backups.ts';
import { planRekey, type RekeyRequest } from '../usecases/encryption/rekey.ts';
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
import { readGivenFile } from './input/given-credentials.ts';
import { canPrompt, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { type EncryptionOptions, showNotices, showOutcome, showPlan } from './output/encryption-notes.ts';

interface RekeyFlags extends RecipientFlags {
  readonly newPassphraseFile?: string;
  readonly changePassphrase?: boolean;
}

/** What `rekey` was asked for. */
export interface RekeyOptions extends EncryptionOptions {
  readonly flags: RekeyFlags;
}

/** `jwtadm rekey`: declares its options and help. */
export function rekeyCommand(program: Program, context: Context, run = runRekey): void {
  const command = program
    .command('rekey')
    .description(
      'Encrypt the secrets of the store with a new key: for the same recipients or with the same passphrase, or, with flags, for those that they name instead.',
    );
  declareRecipientFlags(command);
  command
    .option('--new-passphrase-file <file>', 'encrypt with the passphrase in a file')
    .option('--change-passphrase', 'encrypt with a passphrase that is asked for');
  declareChangeFlags(command, {
    dryRun: 'say what would be encrypted and write nothing',
    json: 'print what was encrypted as one JSON document',
  })
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, REVOKING))
    .action(async (flags: RekeyFlags & ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readChangeFlags(flags) };
      program.exitCode = await run(context, { ...options, flags });
    });
}

const examples = examplesText([
  ['A new key for the same recipients', 'jwtadm rekey --identity-file ~/.jwtadm-identity'],
  ['For these recipients and no others', 'jwtadm rekey --recipients-file admins.txt'],
  ['Another passphrase', 'jwtadm rekey --change-passphrase'],
]);

const REVOKING =
  'Anyone who could open the secrets until now may have kept them: when an administrator leaves, replace the secrets, too (`jwtadm edit NAME --generate-secret`).';

const words = {
  done: (names: string) => `Encrypted the secrets of ${names} with a new key.`,
  would: (names: string) => `Would encrypt the secrets of ${names} with a new key.`,
  none: 'The store has a new key; there is no secret to encrypt with it yet.',
};

/** Makes a new data key and encrypts every secret with it, all of them or none. */
export async function runRekey(context: Context, options: RekeyOptions): Promise<ExitCode> {
  refuseBadFlags(context, options);
  const author = authorOf(context, 'rekey');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const needs = encryptionNeeds(context, options, store);
  const request = await readRekeyRequest(context, options.flags);
  const plan = showPlan(context, options, await planRekey(needs, request));
  const { address } = store;
  if (options.isDryRun) {
    showOutcome(context, options, words, { address, names: plan.names });
    return exitCodes.done;
  }
  const passphrase = await askNewPassphrase(context, plan);
  const outcome = await commitEncryption(needs, plan, passphrase);
  showOutcome(context, options, words, { address, ...outcome });
  showNotices(context, options, await deleteOldBackups(needs));
  return exitCodes.done;
}

function refuseBadFlags(context: Context, options: RekeyOptions): void {
  const { newPassphraseFile, changePassphrase = false } = options.flags;
  const given = [namesRecipients(options.flags), newPassphraseFile !== undefined, changePassphrase];
  if (given.filter(Boolean).length > 1) {
    throw new Problem(
      'usage',
      'secrets are encrypted for age recipients or with one passphrase',
      'give recipients, --new-passphrase-file or --change-passphrase',
    );
  }
  if (changePassphrase && !canPrompt(context, options)) {
    throw new Problem(
      'usage',
      '--change-passphrase asks for it, and jwtadm cannot prompt here',
      'give it with --new-passphrase-file FILE',
    );
  }
}

async function readRekeyRequest(context: Context, flags: RekeyFlags): Promise<RekeyRequest> {
  const { newPassphraseFile: path, changePassphrase = false } = flags;
  const named = await readRecipientFlags(context, flags);
  if (named) return { kind: 'recipients', named };
  if (path !== undefined) {
    return { kind: 'passphrase', given: readGivenFile(context, path, '--new-passphrase-file') };
  }
  return changePassphrase ? { kind: 'passphrase', given: undefined } : { kind: 'same' };
}

import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { holdsLiteralSecret } from '../domain/configuration-secrets.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { changeEncryption, rewrittenNames } from '../usecases/encryption/change-encryption.ts';
import { chooseKeyHolders } from '../usecases/encryption/choose-key-holders.ts';
import { forgetPlainGenerations } from '../usecases/encryption/delete-backups.ts';
import type { Store } from '../usecases/ports.ts';
import { encryptSecrets, isEncrypted, requireDataKey } from '../usecases/secrets/encrypt-fields.ts';
import { newDataKey } from '../vault/sealed-secret.ts';
import {
  chooseRecipients,
  declareRecipientFlags,
  namesRecipients,
  type RecipientFlags,
} from './flags/recipient-flags.ts';
import { askNewPassphrase } from './forms/new-passphrase.ts';
import { authorOf } from './input/author.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { type EncryptionOptions, type EncryptionOutcome, tellEncryption } from './output/encryption-notes.ts';

/** What `encrypt` was asked for. */
export interface EncryptOptions extends EncryptionOptions {
  readonly recipientFlags: RecipientFlags;
}

/** `jwtadm encrypt`: declares its options and help. */
export function encryptCommand(program: Program, context: Context, run = runEncrypt): void {
  const command = program
    .command('encrypt')
    .description(
      'Encrypt the secrets that stand in the store, for age recipients or with a passphrase; all else stays readable. Run again, it encrypts what was put there in plain text since.',
    );
  declareRecipientFlags(command);
  command
    .option('--dry-run', 'say what would be encrypted and write nothing')
    .option('--json', 'print what was encrypted as one JSON document')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, OPENING))
    .action(async (flags: RecipientFlags & { dryRun?: boolean; json?: boolean }) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        recipientFlags: flags,
        isDryRun: flags.dryRun === true,
        isJson: flags.json === true,
      });
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
  const outcome = isEncrypted(store)
    ? await encryptRest(context, options, store)
    : await encryptFirst(context, options, store);
  tellEncryption(context, options, store, outcome, words);
  if (!options.isDryRun) await forgetPlainGenerations(context, options, store);
  return exitCodes.done;
}

/** Turns encryption on. */
async function encryptFirst(
  context: Context,
  options: EncryptOptions,
  store: Store,
): Promise<EncryptionOutcome> {
  const { keyHolders, identity } = await chooseKeyHolders(context, options, options.recipientFlags);
  const key = newDataKey();
  const rewrite = (configuration: Configuration) => encryptSecrets(configuration, key);
  if (options.isDryRun) return { names: rewrittenNames(store, rewrite) };
  const { wrapDataKey } = await import('../vault/data-key.ts');
  const encryption = await wrapDataKey(key, keyHolders ?? { passphrase: await askNewPassphrase(context) });
  return {
    names: await changeEncryption(context, store, encryption, rewrite, identity),
    encryption,
    identity,
  };
}

/** Encrypts what was added in plain text to a store that is encrypted already. */
async function encryptRest(
  context: Context,
  options: EncryptOptions,
  store: Store,
): Promise<EncryptionOutcome> {
  await refuseOtherRecipients(context, options.recipientFlags, store);
  if (!store.configurations.some(holdsLiteralSecret)) return { names: [] };
  const key = await requireDataKey(store, storedSecrets(context, options, store));
  const rewrite = (configuration: Configuration) => encryptSecrets(configuration, key);
  if (options.isDryRun) return { names: rewrittenNames(store, rewrite) };
  return { names: await changeEncryption(context, store, store.encryption, rewrite) };
}

async function refuseOtherRecipients(
  context: Context,
  flags: RecipientFlags,
  { encryption }: Store,
): Promise<void> {
  if (!namesRecipients(flags)) return;
  const { recipients, identity } = await chooseRecipients(context, flags);
  const isSame = isDeepStrictEqual([...recipients].sort(), [...(encryption?.recipients ?? [])].sort());
  if (isSame && !identity) return;
  throw new Problem(
    'usage',
    'the store is encrypted already, and not for these recipients; nothing was changed',
    '`jwtadm rekey` takes the same flags and changes who can open it',
  );
}

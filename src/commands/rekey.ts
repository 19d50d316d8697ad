import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { changeEncryption, rewrittenNames } from '../usecases/encryption/change-encryption.ts';
import { type ChosenKeyHolders, chooseForRecipients } from '../usecases/encryption/choose-key-holders.ts';
import { forgetOldGenerations } from '../usecases/encryption/delete-backups.ts';
import type { Store } from '../usecases/ports.ts';
import {
  decryptSecrets,
  encryptSecrets,
  isEncrypted,
  requireUnlocked,
} from '../usecases/secrets/encrypt-fields.ts';
import type { KeyHolders } from '../vault/data-key.ts';
import { newDataKey } from '../vault/sealed-secret.ts';
import { declareRecipientFlags, namesRecipients, type RecipientFlags } from './flags/recipient-flags.ts';
import { admitPassphrase, askNewPassphrase } from './forms/new-passphrase.ts';
import { authorOf } from './input/author.ts';
import { readGivenFile } from './input/given-credentials.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { canPrompt, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { type EncryptionOptions, tellEncryption } from './output/encryption-notes.ts';

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
    .option('--change-passphrase', 'encrypt with a passphrase that is asked for')
    .option('--dry-run', 'say what would be encrypted and write nothing')
    .option('--json', 'print what was encrypted as one JSON document')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, REVOKING))
    .action(async (flags: RekeyFlags & { dryRun?: boolean; json?: boolean }) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        flags,
        isDryRun: flags.dryRun === true,
        isJson: flags.json === true,
      });
    });
}

const examples = examplesText([
  ['A new key for the same recipients', 'jwtadm rekey --identity-file ~/.jwtadm-identity'],
  ['For these recipients and no others', 'jwtadm rekey --recipients-file admins.txt'],
  ['Another passphrase', 'jwtadm rekey --change-passphrase'],
]);

const REVOKING =
  'Who could open the secrets until now may have kept them: when somebody leaves, replace the secrets, too (`jwtadm edit NAME --generate-secret`).';

const words = {
  done: (names: string) => `Encrypted the secrets of ${names} with a new key.`,
  would: (names: string) => `Would encrypt the secrets of ${names} with a new key.`,
  none: 'The store has a new key; there is no secret to encrypt with it yet.',
};

/** Makes a new data key and encrypts every secret with it, all of them or none. */
export async function runRekey(context: Context, options: RekeyOptions): Promise<ExitCode> {
  const { isDryRun } = options;
  refuseBadFlags(context, options);
  const author = authorOf(context, 'rekey');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  if (!isEncrypted(store)) {
    throw new Problem(
      'usage',
      'the store is not encrypted; nothing was changed',
      '`jwtadm encrypt` encrypts it',
    );
  }
  const secrets = storedSecrets(context, options, store);
  const { keyHolders: current } = requireUnlocked(await secrets.unlock());
  const { keyHolders = current, identity } = await chooseOtherKeyHolders(context, options, store, current);
  const key = newDataKey();
  const rewrite = (configuration: Configuration) => {
    const opened = decryptSecrets(secrets, configuration);
    return { ...opened, ...encryptSecrets({ ...configuration, ...opened }, key) };
  };
  if (isDryRun) {
    tellEncryption(context, options, store, { names: rewrittenNames(store, rewrite) }, words);
    return exitCodes.done;
  }
  const { wrapDataKey } = await import('../vault/data-key.ts');
  const encryption = await wrapDataKey(key, keyHolders);
  const names = await changeEncryption(context, store, encryption, rewrite, identity);
  tellEncryption(context, options, store, { names, encryption, identity }, words);
  await forgetOldGenerations(context, options, store);
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
      '--change-passphrase asks for it, and nobody can be asked here',
      'give it with --new-passphrase-file FILE',
    );
  }
}

/** Who shall open the secrets from now on, where the flags say it; keyHolders are undefined where they do not. */
async function chooseOtherKeyHolders(
  context: Context,
  options: RekeyOptions,
  { encryption }: Store,
  current: KeyHolders,
): Promise<ChosenKeyHolders> {
  const { flags, isDryRun } = options;
  const { newPassphraseFile: path, changePassphrase = false } = flags;
  if (namesRecipients(flags)) return chooseForRecipients(context, options, flags);
  if (path !== undefined) {
    return {
      keyHolders: { passphrase: admitPassphrase(readGivenFile(context, path, '--new-passphrase-file')) },
      identity: undefined,
    };
  }
  if (changePassphrase && !isDryRun) {
    return { keyHolders: { passphrase: await askNewPassphrase(context) }, identity: undefined };
  }
  if ('recipients' in current && !isDeepStrictEqual(current.recipients, encryption?.recipients)) {
    throw new Problem(
      'usage',
      '"encryption.recipients" was changed by hand: the secrets are not encrypted for those that stand there; nothing was changed',
      'say for whom they are to be encrypted, with --recipient or --recipients-file',
    );
  }
  return { keyHolders: undefined, identity: undefined };
}

import type { Context } from '../../context.ts';
import type { Encryption } from '../../domain/encryption.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { Problem } from '../../problem.ts';
import { jsonDocument } from '../../terminal/json.ts';
import type { EncryptionOutcome } from '../../usecases/encryption/commit-encryption.ts';
import type {
  EncryptionNotice,
  EncryptionPlan,
  EncryptionRefusal,
  PlannedEncryption,
} from '../../usecases/encryption/encryption-plan.ts';
import type { NewPrivateKey } from '../../usecases/secrets/key-file.ts';
import type { ChangeOptions } from '../flags/change-flags.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { note, warn } from './notes.ts';

/** The options that encrypt, decrypt and rekey share. */
export type EncryptionOptions = GlobalOptions & ChangeOptions;

/** The sentences that say whose secrets are rewritten. */
export interface EncryptionWords {
  done(names: string): string;
  would(names: string): string;
  /** Used instead when no secret is rewritten. */
  readonly none: string;
}

/** What makes a good passphrase. */
export const PASSPHRASE_HINT = 'five random words, or 16 random characters, make a good one';

/** The plan, once its notices are shown; throws the Problem of a refusal. */
export function showPlan(
  context: Context,
  options: GlobalOptions,
  planned: PlannedEncryption,
): EncryptionPlan {
  if (!planned.ok) throw refusalProblem(planned.refusal);
  showNotices(context, options, planned.notices);
  return planned;
}

/** Shows notices on stderr. */
export function showNotices(
  context: Context,
  options: GlobalOptions,
  notices: readonly EncryptionNotice[],
): void {
  for (const notice of notices) showNotice(context, options, notice);
}

function showNotice(context: Context, options: GlobalOptions, notice: EncryptionNotice): void {
  switch (notice.kind) {
    case 'own-identity-excluded':
      warn(
        context,
        options,
        'the given identity belongs to none of these recipients: it cannot decrypt the secrets',
      );
      return;
    case 'backups-deleted':
      note(
        context,
        options,
        'What was kept of the store from before is removed. Copies elsewhere, as in backups and version control, stay as readable as they were.',
      );
      return;
    case 'backups-not-deleted':
      warn(
        context,
        options,
        `what was kept of the store from before could not be removed, and is as readable as it was: delete ${notice.place} yourself`,
      );
      return;
    default:
      unreachable(notice);
  }
}

function refusalProblem(refusal: EncryptionRefusal): Problem {
  switch (refusal.kind) {
    case 'no-key-holders':
      return new Problem(
        'usage',
        'nothing says who shall be able to open the secrets: --recipient, --recipients-file, --generate-identity or --passphrase-file',
        'for example: `jwtadm encrypt --generate-identity FILE`',
      );
    case 'encrypted-for-others':
      return new Problem(
        'usage',
        'the store is encrypted already, and not for these recipients; nothing was changed',
        '`jwtadm rekey` takes the same flags and changes who can open it',
      );
    case 'not-encrypted':
      return new Problem(
        'usage',
        'the store is not encrypted; nothing was changed',
        '`jwtadm encrypt` encrypts it',
      );
    case 'recipients-changed-by-hand':
      return new Problem(
        'usage',
        '"encryption.recipients" was changed by hand: the secrets are not encrypted for the recipients in it; nothing was changed',
        'say for whom they are to be encrypted, with --recipient or --recipients-file',
      );
    case 'credentials-unreadable':
      return new Problem('usage', refusal.reason);
    case 'passphrase-weak':
      return new Problem('usage', `the passphrase ${refusal.fault}; nothing was changed`, PASSPHRASE_HINT);
    default:
      return unreachable(refusal);
  }
}

/** Shows the outcome on stderr, with `--json` on stdout too. In a dry run it is what would be done. */
export function showOutcome(
  context: Context,
  options: EncryptionOptions,
  words: EncryptionWords,
  { address, names, encryption, identity }: EncryptionOutcome & { readonly address: string },
): void {
  const say = options.isDryRun ? words.would : words.done;
  note(context, options, names.length === 0 ? words.none : say(names.join(', ')));
  if (encryption) noteKeyHolders(context, options, encryption, identity);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
  if (!options.json) return;
  const document = {
    path: address,
    changed: names,
    ...(encryption && { recipients: encryption.recipients ?? null }),
    ...(identity && { identityFile: identity.path }),
  };
  context.stdout.write(jsonDocument(document));
}

/** Says who can open the secrets from now on, and with what. */
function noteKeyHolders(
  context: Context,
  options: GlobalOptions,
  { recipients }: Encryption,
  identity: NewPrivateKey | undefined,
): void {
  note(
    context,
    options,
    recipients === undefined
      ? 'The passphrase opens them; without it they are lost.'
      : `The identity of ${recipients.join(' or ')} opens them; without one they are lost.`,
  );
  if (!identity) return;
  note(
    context,
    options,
    `The new identity is in ${identity.path}, which only you can read. Keep a copy apart from the store; name the file with --identity-file or $JWTADM_IDENTITY_FILE.`,
  );
}

import {
  chooseRecipients,
  namesRecipients,
  type RecipientFlags,
} from '../../commands/flags/recipient-flags.ts';
import { admitPassphrase } from '../../commands/forms/new-passphrase.ts';
import { givenIdentities, givenPassphrase } from '../../commands/input/given-credentials.ts';
import { canPrompt, type GlobalOptions } from '../../commands/line/global-options.ts';
import { warn } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
import { Problem } from '../../problem.ts';
import type { KeyHolders } from '../../vault/data-key.ts';
import type { GivenIdentities } from '../ports.ts';
import type { NewPrivateKey } from '../secrets/new-private-key.ts';

/** Who shall be able to open a store's secrets. */
export interface ChosenKeyHolders {
  /** Undefined where a new passphrase has to be asked for. */
  readonly keyHolders: KeyHolders | undefined;
  /** An identity that was made for that, and is still to be written. */
  readonly identity: NewPrivateKey | undefined;
}

/**
 * Who shall open the secrets of a store that encrypts none yet: the recipients that the flags name, else
 * whoever has what was given to open secrets with, else who knows the passphrase that is to be asked for.
 * Throws a usage Problem where that names nobody.
 */
export async function chooseKeyHolders(
  context: Context,
  options: GlobalOptions,
  flags: RecipientFlags,
): Promise<ChosenKeyHolders> {
  const { passphraseFile, identityFile } = options;
  if (passphraseFile !== undefined && (namesRecipients(flags) || identityFile !== undefined)) {
    throw new Problem(
      'usage',
      'secrets are encrypted for age recipients or with a passphrase, not both',
      'leave --passphrase-file out, or the recipients',
    );
  }
  if (namesRecipients(flags)) return chooseForRecipients(context, options, flags);
  const identities = passphraseFile === undefined ? await givenIdentities(context, options) : undefined;
  if (identities && !identities.ok) throw new Problem('usage', identities.reason);
  if (identities) return { keyHolders: { recipients: await recipientsOf(identities) }, identity: undefined };
  const given = givenPassphrase(context, options);
  if (given) return { keyHolders: { passphrase: admitPassphrase(given) }, identity: undefined };
  if (canPrompt(context, options)) return { keyHolders: undefined, identity: undefined };
  throw new Problem(
    'usage',
    'nothing says who shall be able to open the secrets: --recipient, --recipients-file, --generate-identity or --passphrase-file',
    'for example: `jwtadm encrypt --generate-identity FILE`',
  );
}

/** The recipients that the flags name; warns when that takes the secrets away from who gives the command. */
export async function chooseForRecipients(
  context: Context,
  options: GlobalOptions,
  flags: RecipientFlags,
): Promise<ChosenKeyHolders> {
  const { recipients, identity } = await chooseRecipients(context, flags);
  const given = identity ? undefined : await givenIdentities(context, options);
  const own = given?.ok ? await recipientsOf(given) : recipients;
  if (!own.some((each) => recipients.includes(each))) {
    warn(
      context,
      options,
      'the identity that was given is not that of one of these recipients: it will not open them',
    );
  }
  return { keyHolders: { recipients }, identity };
}

async function recipientsOf({ identities }: GivenIdentities & { readonly ok: true }): Promise<string[]> {
  const { recipientOf } = await import('../../vault/identities.ts');
  return Promise.all(identities.map(recipientOf));
}

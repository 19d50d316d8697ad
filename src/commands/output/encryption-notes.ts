import type { Context } from '../../context.ts';
import type { Encryption } from '../../domain/encryption.ts';
import { jsonDocument } from '../../terminal/json.ts';
import type { Store } from '../../usecases/ports.ts';
import type { NewPrivateKey } from '../../usecases/secrets/key-file.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { note } from './notes.ts';

/** What encrypt, decrypt and rekey have in common. */
export interface EncryptionOptions extends GlobalOptions {
  readonly isDryRun: boolean;
  readonly isJson: boolean;
}

/** The sentences that tell whose secrets are rewritten. */
export interface EncryptionWords {
  done(names: string): string;
  would(names: string): string;
  /** Instead, when there are none. */
  readonly none: string;
}

/** What encrypt, decrypt or rekey did, or in a dry run would do. */
export interface EncryptionOutcome {
  /** The configurations whose secrets are rewritten. */
  readonly names: readonly string[];
  /** How the secrets were encrypted, where they were. */
  readonly encryption?: Encryption | undefined;
  /** The identity that was written. */
  readonly identity?: NewPrivateKey | undefined;
}

/** Tells the outcome on stderr, with `--json` on stdout too. */
export function tellEncryption(
  context: Context,
  options: EncryptionOptions,
  { address }: Store,
  { names, encryption, identity }: EncryptionOutcome,
  words: EncryptionWords,
): void {
  const say = options.isDryRun ? words.would : words.done;
  note(context, options, names.length === 0 ? words.none : say(names.join(', ')));
  if (encryption) noteKeyHolders(context, options, encryption, identity);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
  if (!options.isJson) return;
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

import { toIso } from '../../domain/instant.ts';
import type { KeyHolders } from '../../vault/data-key.ts';
import type { Ports } from '../ports.ts';
import { type NewPrivateKey, refuseTakenPath } from '../secrets/key-file.ts';
import {
  type EncryptionNeeds,
  type EncryptionNotice,
  type GivenCredentials,
  type RefusedEncryption,
  refused,
} from './encryption-plan.ts';
import { admitPassphrase } from './new-passphrase.ts';

/** For whom the user wants secrets to be encrypted. */
export interface RecipientRequest {
  /** Valid age recipients. */
  readonly recipients: readonly string[];
  /** The file of a new identity whose recipient is added, absolute; undefined where none is to be made. */
  readonly newIdentityPath: string | undefined;
}

/** What says who shall open the secrets of a store that encrypts none yet. */
export interface KeyHolderRequest {
  /** The recipients that the user named, if any. */
  readonly named: RecipientRequest | undefined;
  /** Whether the user named a passphrase, which then precedes identities from the environment. */
  readonly isPassphraseNamed: boolean;
  /** Whether the user can be asked for a new passphrase. */
  readonly canAsk: boolean;
}

/** Who shall be able to open a store's secrets. */
export interface ChosenKeyHolders {
  readonly ok: true;
  /** Undefined where a new passphrase has to be asked for. */
  readonly keyHolders: KeyHolders | undefined;
  /** An identity that was made for that, and is still to be written. */
  readonly identity: NewPrivateKey | undefined;
  readonly notices: readonly EncryptionNotice[];
}

/** What the choice of key holders needs. */
type KeyHolderNeeds = Pick<EncryptionNeeds, 'keyFiles' | 'now' | 'credentials'>;

/**
 * Who shall open the secrets of a store that encrypts none yet: the recipients that the user named, else the
 * owners of the identities that were given to open secrets with, else those who know the passphrase.
 */
export async function chooseKeyHolders(
  needs: KeyHolderNeeds,
  { named, isPassphraseNamed, canAsk }: KeyHolderRequest,
): Promise<ChosenKeyHolders | RefusedEncryption> {
  if (named) return chooseForRecipients(needs, named);
  const { credentials } = needs;
  const identities = isPassphraseNamed ? undefined : await credentials.identities();
  if (identities && !identities.ok)
    return refused({ kind: 'credentials-unreadable', reason: identities.reason });
  if (identities) return chosen({ recipients: await recipientsOf(identities.identities) });
  const given = credentials.passphrase();
  if (!given) return canAsk ? chosen(undefined) : refused({ kind: 'no-key-holders' });
  const admitted = admitPassphrase(given);
  return admitted.ok ? chosen({ passphrase: admitted.passphrase }) : admitted;
}

/** The recipients that the user named, with a notice where that excludes the identity that the user has. */
export async function chooseForRecipients(
  needs: KeyHolderNeeds,
  request: RecipientRequest,
): Promise<ChosenKeyHolders> {
  const { recipients, identity } = await addNewIdentity(needs, request);
  const isExcluded = !identity && (await excludesOwn(needs.credentials, recipients));
  return {
    ok: true,
    keyHolders: { recipients },
    identity,
    notices: isExcluded ? [{ kind: 'own-identity-excluded' }] : [],
  };
}

/** Those who can open a store that gets no new identity. */
export function chosen(keyHolders: KeyHolders | undefined): ChosenKeyHolders {
  return { ok: true, keyHolders, identity: undefined, notices: [] };
}

/** Each recipient once, and the identity that is to be made for one more. */
async function addNewIdentity(
  { keyFiles, now }: Pick<Ports, 'keyFiles' | 'now'>,
  { recipients, newIdentityPath: path }: RecipientRequest,
): Promise<{ recipients: readonly string[]; identity: NewPrivateKey | undefined }> {
  if (path === undefined) return { recipients: [...new Set(recipients)], identity: undefined };
  refuseTakenPath({ keyFiles }, path);
  const { newIdentity } = await import('../../vault/identities.ts');
  const { recipient, text } = await newIdentity(toIso(now()));
  return { recipients: [...new Set([...recipients, recipient])], identity: { path, text } };
}

/** Whether none of the identities that were given opens what is encrypted for these recipients. */
async function excludesOwn(credentials: GivenCredentials, recipients: readonly string[]): Promise<boolean> {
  const given = await credentials.identities();
  if (!given?.ok) return false;
  const own = await recipientsOf(given.identities);
  return !own.some((each) => recipients.includes(each));
}

async function recipientsOf(identities: readonly string[]): Promise<string[]> {
  // age is loaded only where it is needed.
  const { recipientOf } = await import('../../vault/identities.ts');
  return Promise.all(identities.map(recipientOf));
}

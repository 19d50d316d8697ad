import type { Configuration } from '../../domain/configuration.ts';
import type { KeyHolders } from '../../vault/data-key.ts';
import type { DataKey } from '../../vault/sealed-secret.ts';
import type { CredentialSource, Ports } from '../ports.ts';
import type { NewPrivateKey } from '../secrets/key-file.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What the user gave to open secrets with. Each is read only where it is needed: it may be a pipe. */
export type GivenCredentials = Pick<CredentialSource, 'identities' | 'passphrase'>;

/** What the use cases of encryption need; each takes its part. */
export interface EncryptionNeeds extends Pick<Ports, 'store' | 'keyFiles' | 'now'> {
  /** The secrets of the store. */
  readonly secrets: StoredSecrets;
  readonly credentials: GivenCredentials;
}

/** The settings that write a configuration's secrets in another form; throws a Problem when that is impossible. */
export type RewriteSecrets = (configuration: Configuration) => Partial<Configuration>;

/** How a store is to encrypt its secrets. */
export type NextEncryption =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'new key';
      readonly key: DataKey;
      /** Who can open it; undefined where the caller asks for a new passphrase. */
      readonly keyHolders: KeyHolders | undefined;
      /** An identity that was made for it, and is written with the change. */
      readonly identity: NewPrivateKey | undefined;
    };

/** A change of how a store encrypts its secrets. Nothing is written yet. */
export interface EncryptionPlan {
  readonly ok: true;
  readonly next: NextEncryption;
  readonly rewrite: RewriteSecrets;
  /** The configurations whose secrets are rewritten. */
  readonly names: readonly string[];
  readonly notices: readonly EncryptionNotice[];
}

/** A plan, or why the use case refused to make one. */
export type PlannedEncryption = EncryptionPlan | RefusedEncryption;

/** A refusal: nothing was changed. */
export interface RefusedEncryption {
  readonly ok: false;
  readonly refusal: EncryptionRefusal;
}

/** Why the encryption of a store is not changed. */
export type EncryptionRefusal =
  | { readonly kind: 'no-key-holders' }
  | { readonly kind: 'encrypted-for-others' }
  | { readonly kind: 'not-encrypted' }
  | { readonly kind: 'recipients-changed-by-hand' }
  /** `reason` is a clause: what cannot be read, and why. */
  | { readonly kind: 'credentials-unreadable'; readonly reason: string }
  /** `fault` is a clause that follows "the passphrase". */
  | { readonly kind: 'passphrase-weak'; readonly fault: string };

/** What a front end says beside the outcome. */
export type EncryptionNotice =
  /** The identity that the user gave belongs to none of the recipients. */
  | { readonly kind: 'own-identity-excluded' }
  | { readonly kind: 'backups-deleted' }
  /** The kept generations could not be deleted; `place` says where they are. */
  | { readonly kind: 'backups-not-deleted'; readonly place: string };

/** The plan that changes nothing. */
export const NOTHING_TO_DO: EncryptionPlan = {
  ok: true,
  next: { kind: 'unchanged' },
  rewrite: () => ({}),
  names: [],
  notices: [],
};

/** A refusal as the result of a use case. */
export function refused(refusal: EncryptionRefusal): RefusedEncryption {
  return { ok: false, refusal };
}

/** The configurations that `rewrite` changes, each with its settings. */
export function rewritten(configurations: readonly Configuration[], rewrite: RewriteSecrets) {
  return configurations
    .map((configuration) => ({ name: configuration.name, settings: rewrite(configuration) }))
    .filter(({ settings }) => Object.keys(settings).length > 0);
}

/** The names of the configurations that `rewrite` changes. */
export function rewrittenNames(configurations: readonly Configuration[], rewrite: RewriteSecrets): string[] {
  return rewritten(configurations, rewrite).map(({ name }) => name);
}

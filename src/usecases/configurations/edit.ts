import { isDeepStrictEqual } from 'node:util';
import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import { type Configuration, type FieldChanges, foldName } from '../../domain/configuration.ts';
import { type SecretField, secretFields } from '../../domain/configuration-secrets.ts';
import type { SecretEncoding } from '../../domain/secret-key.ts';
import { modificationStamp } from '../../domain/store-change.ts';
import type { Notice } from '../notice.ts';
import type { NewSecret } from '../secrets/chosen-secret.ts';
import { decryptMovedSecrets, encryptNewSecrets, reviewPlainText } from '../secrets/encrypt-fields.ts';
import { changeWithKey, type NewPrivateKey } from '../secrets/key-file.ts';
import {
  reviewPreviousSecret,
  reviewReference,
  reviewUsableSecret,
} from '../secrets/review-stored-secret.ts';
import {
  type RotationRequest,
  refuseRotation,
  retireSecret,
  reviewRotation,
} from '../secrets/rotate-secret.ts';
import type { ChangeNeeds } from './change-needs.ts';
import { refuseConflict, refuseOtherEncryption, refuseTakenName } from './concurrent-changes.ts';
import { editedSecret } from './edited-secret.ts';

/** What is to become of a configuration, as far as it is known before a new secret is asked for. */
export interface EditOutline {
  /** The configuration as it was read. */
  readonly before: Configuration;
  /** The fields to set; a field to remove is undefined. The secret is not included. */
  readonly fields: FieldChanges;
  /** Whether a new secret is given, or will be. */
  readonly replacesSecret: boolean;
  /** How the present secret becomes the previous one; undefined when it does not. */
  readonly rotation: RotationRequest | undefined;
}

/** An edit of a configuration. */
export interface EditRequest extends Omit<EditOutline, 'replacesSecret'> {
  /** The secret that takes the place of the present one; undefined when that is kept. */
  readonly secret: NewSecret | undefined;
  /** Another encoding of the secret that is kept. */
  readonly encoding: SecretEncoding | undefined;
}

/** An edit that may be made, but is not yet. */
export interface EditPlan {
  readonly before: Configuration;
  /** The configuration as it will be stored. */
  readonly after: Configuration;
  /** The fields that will differ, secrets in plain text; none when there is nothing to change. */
  readonly changes: FieldChanges;
  /** What is written: the changes, secrets encrypted where the store encrypts, and those that have to be encrypted again. */
  readonly settings: FieldChanges;
  /** The text of a random secret, to be shown once. */
  readonly generatedSecret: string | undefined;
  /** The other half of a public key that was made, to be written with the change. */
  readonly privateKey: NewPrivateKey | undefined;
  readonly notices: readonly Notice[];
  /** What to say of the previous secret once the change is made. */
  readonly rotationNotices: readonly Notice[];
}

/** Throws a Problem if an edit is impossible with any new secret. Called before the user is asked for one. */
export async function refuseEdit(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'now'>,
  outline: EditOutline,
): Promise<void> {
  await openForEdit(needs, outline);
}

/** Works out an edit; throws a Problem when it cannot be made, or when its secret cannot serve. */
export async function planEdit(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'now' | 'author'>,
  request: EditRequest,
): Promise<EditPlan> {
  const { before, secret } = request;
  const { secrets, author } = needs;
  const opened = await openForEdit(needs, { ...request, replacesSecret: secret !== undefined });
  const base = { ...before, ...opened };
  const edited = await editedSecret(secrets, base, { ...request, algorithm: algorithmAfter(request) });
  const changes = effective(before, fieldsAfter(needs, { ...request, before: base }, edited.secretKey));
  const plain = { ...base, ...changes, ...modificationStamp(author) } as Configuration;
  const remarks = await reviewEdited(needs, plain, changes);
  const encrypted = await encryptNewSecrets(needs, plain, before);
  return {
    before,
    after: { ...plain, ...encrypted },
    changes,
    settings: { ...opened, ...changes, ...encrypted },
    generatedSecret: secret?.chosen.isGenerated ? secret.chosen.text : undefined,
    privateKey: secret?.chosen.privateKey,
    notices: [...edited.notices, ...remarks],
    rotationNotices: reviewRotation(base, plain, needs.now()),
  };
}

/** Makes a planned edit, unless the configuration or the encryption of the store was changed meanwhile. */
export async function commitEdit(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'keyFiles'>,
  plan: EditPlan,
): Promise<readonly Notice[]> {
  const { before, after, privateKey } = plan;
  await changeWithKey(needs, privateKey, (draft) => {
    refuseOtherEncryption(draft, needs.store);
    refuseConflict(draft, before);
    refuseTakenName(draft.configurations, before, after.name);
    draft.patch(before.name, plan.settings);
  });
  return [
    ...reviewPlainText(needs.secrets, after, before),
    { kind: 'changed', name: after.name },
    ...(privateKey ? [{ kind: 'private-key-written', path: privateKey.path } as const] : []),
    ...plan.rotationNotices,
  ];
}

/** The secrets that have to be encrypted again, in plain text, once nothing forbids the edit. */
async function openForEdit(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'now'>,
  outline: EditOutline,
): Promise<Partial<Configuration>> {
  const { before, fields, rotation } = outline;
  if (fields.name !== undefined) refuseTakenName(needs.store.configurations, before, fields.name);
  const opened = await decryptMovedSecrets(needs.secrets, before, movedFields(outline));
  if (rotation) refuseRotation(needs, { ...before, ...opened }, algorithmAfter(outline));
  return opened;
}

/** The fields whose secrets are kept, but under another name or in another field: ciphertexts are bound to both. */
function movedFields({ before, fields, replacesSecret, rotation }: EditOutline): SecretField[] {
  const { name = before.name } = fields;
  const isRenamed = foldName(name) !== foldName(before.name);
  return secretFields.filter((field) => {
    if (field === 'secretKey') return rotation !== undefined || (isRenamed && !replacesSecret);
    const isReplaced = field === 'previousSecret' && rotation !== undefined;
    return isRenamed && !isReplaced && !Object.hasOwn(fields, field);
  });
}

function algorithmAfter({ before, fields }: Pick<EditOutline, 'before' | 'fields'>): SignatureAlgorithm {
  return fields.signatureAlgorithm ?? before.signatureAlgorithm;
}

/** All fields that the edit sets, its secrets included. */
function fieldsAfter(
  needs: Pick<ChangeNeeds, 'secrets' | 'now'>,
  { before, fields, rotation }: EditRequest,
  secretKey: Configuration['secretKey'] | undefined,
): FieldChanges {
  if (secretKey === undefined) return fields;
  if (!rotation) return { ...fields, secretKey };
  return { ...fields, secretKey, previousSecret: retireSecret(needs, before, secretKey, rotation) };
}

/** What to say of the secrets under their new algorithm, or of a configuration that gets enabled. */
async function reviewEdited(
  { secrets, now }: Pick<ChangeNeeds, 'secrets' | 'now'>,
  edited: Configuration,
  changes: FieldChanges,
): Promise<Notice[]> {
  const isOtherAlgorithm = changes.signatureAlgorithm !== undefined;
  if (isOtherAlgorithm || changes.enabled) await secrets.unlockFor([edited], 'without asking');
  const previous = isOtherAlgorithm ? reviewPreviousSecret(secrets, edited, now()) : [];
  if (changes.secretKey !== undefined || isOtherAlgorithm) {
    return [...previous, ...reviewReference(secrets, edited)];
  }
  return changes.enabled ? reviewUsableSecret(secrets, edited) : [];
}

/** The changes that make a difference. */
function effective(before: Configuration, fields: FieldChanges): FieldChanges {
  const different = Object.entries(fields).filter(
    ([field, value]) => !isDeepStrictEqual(before[field as keyof Configuration], value),
  );
  return Object.fromEntries(different);
}

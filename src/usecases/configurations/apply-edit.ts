import { isDeepStrictEqual } from 'node:util';
import type { EditOptions, EditRequest } from '../../commands/flags/edit-request.ts';
import type { FieldChanges } from '../../commands/flags/field-flags.ts';
import { note, warn } from '../../commands/output/notes.ts';
import type { Context } from '../../context.ts';
import { type Configuration, foldName } from '../../domain/configuration.ts';
import { type SecretField, secretFields } from '../../domain/configuration-secrets.ts';
import { type ChangeAuthor, modificationStamp } from '../../domain/store-change.ts';
import type { Store } from '../ports.ts';
import { decryptMovedSecrets, encryptNewSecrets } from '../secrets/encrypt-fields.ts';
import {
  warnOfPreviousSecret,
  warnOfReference,
  warnOfUnusableSecret,
} from '../secrets/review-stored-secret.ts';
import { refuseRotation, retireSecret, rotationNotes } from '../secrets/rotate-secret.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';
import { type EditedSecret, editSecret } from './edit-secret.ts';

/** A configuration once it is edited, and what of it does not stand in the store. */
export interface EditedConfiguration extends Pick<EditedSecret, 'generatedSecret' | 'privateKey'> {
  /** What the flags change. */
  readonly changes: FieldChanges;
  /** What is written: that, its secrets encrypted where the store's are, and those that have to be encrypted anew. */
  readonly settings: FieldChanges;
  readonly after: Configuration;
  /** What is to be said of the previous secret once it is written. */
  readonly rotationNotes: readonly string[];
}

/**
 * Applies what the flags of edit say to a configuration, asking for a secret that they leave out; says
 * what there is to say about its secrets. Throws Problems.
 */
export async function applyEdit(
  context: Context,
  options: EditOptions,
  store: Store,
  secrets: StoredSecrets,
  before: Configuration,
  request: EditRequest,
  author: ChangeAuthor,
): Promise<EditedConfiguration> {
  const opened = await decryptMovedSecrets(secrets, before, movedFields(before, request));
  const base = { ...before, ...opened };
  const applied = await applyFlags(context, options, store, secrets, base, request);
  const changes = effective(before, applied.fields);
  const plain = { ...base, ...changes, ...modificationStamp(author) } as Configuration;
  await warnOfSecret(context, options, secrets, plain, changes);
  const sealed = await encryptNewSecrets(store, secrets, plain, before);
  return {
    ...applied,
    changes,
    settings: { ...opened, ...changes, ...sealed },
    after: { ...plain, ...sealed },
    rotationNotes: rotationNotes(base, plain, context.now()),
  };
}

/** The fields whose secrets are kept and get another place, another name or another field: ciphertexts are bound to it. */
function movedFields(before: Configuration, { fields, secret, rotation }: EditRequest): SecretField[] {
  const { name = before.name } = fields;
  const isRenamed = foldName(name) !== foldName(before.name);
  return secretFields.filter((field) => {
    if (field === 'secretKey') return rotation !== undefined || (isRenamed && secret.source === undefined);
    const isReplaced = field === 'previousSecret' && rotation !== undefined;
    return isRenamed && !isReplaced && !Object.hasOwn(fields, field);
  });
}

/** What the flags set, and what of it does not stand in the store. */
interface AppliedFlags extends Pick<EditedSecret, 'generatedSecret' | 'privateKey'> {
  readonly fields: FieldChanges;
}

/** The fields that the flags set, the secrets included; says what there is to say about them. */
async function applyFlags(
  context: Context,
  options: EditOptions,
  store: Store,
  secrets: StoredSecrets,
  before: Configuration,
  request: EditRequest,
): Promise<AppliedFlags> {
  const { rotation } = request;
  if (rotation) refuseRotation(context, options, secrets, before, request);
  const secret = await editSecret(context, options, secrets, before, request, store.file?.folder);
  for (const text of secret.notes) note(context, options, text);
  for (const text of secret.warnings) warn(context, options, text);
  const { secretKey } = secret;
  if (secretKey === undefined) return { ...secret, fields: request.fields };
  const previousSecret = rotation && retireSecret(context, secrets, before, secretKey, rotation);
  return { ...secret, fields: { ...request.fields, secretKey, ...(previousSecret && { previousSecret }) } };
}

async function warnOfSecret(
  context: Context,
  options: EditOptions,
  secrets: StoredSecrets,
  edited: Configuration,
  changes: FieldChanges,
): Promise<void> {
  if (changes.signatureAlgorithm !== undefined || changes.enabled) {
    await secrets.unlockFor([edited], 'asks nobody');
  }
  if (changes.signatureAlgorithm !== undefined) warnOfPreviousSecret(context, options, secrets, edited);
  if (changes.secretKey !== undefined || changes.signatureAlgorithm !== undefined) {
    warnOfReference(context, options, secrets, edited);
  } else if (changes.enabled) {
    await secrets.unlockFor([edited], 'asks nobody');
    warnOfUnusableSecret(context, options, secrets, edited);
  }
}

/** The changes that make a difference. */
function effective(before: Configuration, fields: FieldChanges): FieldChanges {
  const different = Object.entries(fields).filter(
    ([field, value]) => !isDeepStrictEqual(before[field as keyof Configuration], value),
  );
  return Object.fromEntries(different);
}

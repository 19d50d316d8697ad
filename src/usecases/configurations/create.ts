import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import { type Configuration, configurationDefaults, type FieldChanges } from '../../domain/configuration.ts';
import { holdsLiteralSecret } from '../../domain/configuration-secrets.ts';
import { modificationStamp } from '../../domain/store-change.ts';
import type { Notice } from '../notice.ts';
import { admitSecret } from '../secrets/admit-secret.ts';
import type { NewSecret } from '../secrets/chosen-secret.ts';
import {
  encryptNewSecrets,
  isEncrypted,
  requireDataKey,
  reviewPlainText,
} from '../secrets/encrypt-fields.ts';
import { changeWithKey, type NewPrivateKey } from '../secrets/key-file.ts';
import { reviewReference } from '../secrets/review-stored-secret.ts';
import type { ChangeNeeds } from './change-needs.ts';
import { refuseDuplicateName, refuseOtherEncryption } from './concurrent-changes.ts';

/** A configuration to create: fields that are left out get their defaults. */
export interface CreateRequest {
  readonly fields: FieldChanges & Pick<Configuration, 'name' | 'usernameField'>;
  readonly secret: NewSecret;
}

/** A new configuration that is complete and may be stored, but is not yet. */
export interface CreatePlan {
  /** With its secret in plain text, as it was given. */
  readonly configuration: Configuration;
  /** The text of a random secret, to be shown once. */
  readonly generatedSecret: string | undefined;
  /** The other half of a public key that was made, to be written with the change. */
  readonly privateKey: NewPrivateKey | undefined;
  readonly notices: readonly Notice[];
}

/** A configuration that was created, as it is stored. */
export interface Created {
  readonly configuration: Configuration;
  readonly notices: readonly Notice[];
}

/**
 * Throws a Problem if a configuration cannot be created: its name is taken, or its secret would have to be
 * encrypted and the store cannot be unlocked. Called before any prompt, so that no answer is wasted.
 */
export async function refuseCreate(
  { store, secrets }: Pick<ChangeNeeds, 'store' | 'secrets'>,
  asked: {
    readonly name: string | undefined;
    readonly algorithm: SignatureAlgorithm;
    /** Whether only the place of the secret is to be stored. */
    readonly isReference: boolean;
  },
): Promise<void> {
  if (asked.name !== undefined) refuseDuplicateName(store.configurations, asked.name);
  const isSecretStored = !asked.isReference && isHmac(asked.algorithm);
  if (isSecretStored && isEncrypted(store)) await requireDataKey(store, secrets);
}

/** Completes a configuration; throws a usage Problem when its secret cannot serve. The store is not read. */
export function planCreate(
  { secrets, author }: Pick<ChangeNeeds, 'secrets' | 'author'>,
  { fields, secret }: CreateRequest,
): CreatePlan {
  const { signatureAlgorithm = configurationDefaults.signatureAlgorithm } = fields;
  const admitted = admitSecret(secret, signatureAlgorithm);
  const stamp = modificationStamp(author);
  const configuration: Configuration = {
    name: fields.name,
    enabled: fields.enabled ?? configurationDefaults.enabled,
    tokenName: fields.tokenName ?? configurationDefaults.tokenName,
    secretKey: admitted.secretKey,
    expirationTime: fields.expirationTime ?? configurationDefaults.expirationTime,
    usernameField: fields.usernameField,
    nameField: fields.nameField,
    emailField: fields.emailField,
    signatureAlgorithm,
    userType: fields.userType,
    initializationRoles: fields.initializationRoles,
    issuer: fields.issuer,
    audience: fields.audience,
    clockTolerance: fields.clockTolerance,
    createdAt: stamp.lastModified,
    ...stamp,
    creator: fields.creator ?? author.by,
  };
  const { chosen } = secret;
  return {
    configuration,
    generatedSecret: chosen.isGenerated ? chosen.text : undefined,
    privateKey: chosen.privateKey,
    notices: [...admitted.notices, ...reviewReference(secrets, configuration)],
  };
}

/** The planned configuration as it would be stored: with its secret encrypted where the store encrypts. */
export async function previewCreate(
  needs: Pick<ChangeNeeds, 'store' | 'secrets'>,
  { configuration }: CreatePlan,
): Promise<Configuration> {
  return { ...configuration, ...(await encryptNewSecrets(needs, configuration)) };
}

/** Stores the planned configuration in a store that was looked into. */
export async function commitCreate(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'keyFiles'>,
  plan: CreatePlan,
): Promise<Created> {
  const { store } = needs;
  const configuration = await previewCreate(needs, plan);
  await changeWithKey(needs, plan.privateKey, (draft) => {
    refuseOtherEncryption(draft, store);
    refuseDuplicateName(draft.configurations, configuration.name);
    draft.add(configuration);
  });
  return created(needs, plan, configuration);
}

/**
 * The same in a store that was not read yet: one read of a large store instead of two. Only where the store
 * turns out to encrypt a secret that the configuration has is it looked into first.
 */
export async function commitCreateUnread(
  needs: Pick<ChangeNeeds, 'store' | 'secrets' | 'keyFiles'>,
  plan: CreatePlan,
): Promise<Created> {
  const { configuration, privateKey } = plan;
  let isAdded = true;
  await changeWithKey(needs, privateKey, (draft) => {
    refuseDuplicateName(draft.configurations, configuration.name);
    isAdded = !(holdsLiteralSecret(configuration) && isEncrypted(draft));
    if (isAdded) draft.add(configuration);
  });
  return isAdded ? created(needs, plan, configuration) : commitCreate(needs, plan);
}

function created(
  { store, secrets }: Pick<ChangeNeeds, 'store' | 'secrets'>,
  { privateKey }: CreatePlan,
  configuration: Configuration,
): Created {
  const { name, enabled } = configuration;
  return {
    configuration,
    notices: [
      ...reviewPlainText(secrets, configuration),
      ...(store.exists ? [] : [{ kind: 'store-made', store: store.label } as const]),
      { kind: 'created', name, isEnabled: enabled },
      ...(privateKey ? [{ kind: 'private-key-written', path: privateKey.path } as const] : []),
    ],
  };
}

import type { CreateRequest } from '../../commands/flags/create-request.ts';
import { obtainSecret } from '../../commands/input/obtain-secret.ts';
import type { GlobalOptions } from '../../commands/line/global-options.ts';
import type { Context } from '../../context.ts';
import { type Configuration, configurationDefaults } from '../../domain/configuration.ts';
import { type ChangeAuthor, modificationStamp } from '../../domain/store-change.ts';
import type { Store } from '../ports.ts';
import { type AdmittedSecret, admitSecret } from '../secrets/admit-secret.ts';
import type { NewPrivateKey } from '../secrets/key-file.ts';
import type { ChosenSecret } from '../secrets/secret-source.ts';

/** A new configuration, complete and admissible, but not stored yet. */
export interface CompletedConfiguration {
  readonly configuration: Configuration;
  readonly secret: AdmittedSecret;
  /** The text of a random secret that is to be shown once. */
  readonly generatedSecret: string | undefined;
  /** The other half of a public key that was made, to be written with the change. */
  readonly privateKey: NewPrivateKey | undefined;
  /** What its source gave, which may not give it twice. */
  readonly chosen: ChosenSecret;
}

/** Makes a configuration of what was given by flags and answers. */
export async function completeConfiguration(
  context: Context,
  options: GlobalOptions,
  store: Store,
  request: CreateRequest,
  author: ChangeAuthor,
): Promise<CompletedConfiguration> {
  const { fields, algorithm } = request;
  const { name } = request;
  const { usernameField } = fields;
  if (name === undefined || usernameField === undefined)
    throw new Error('a required field was not asked for');
  const { chosen, encoding } = await obtainSecret(
    context,
    options,
    request.secret,
    algorithm,
    store.file?.folder,
  );
  const secret = admitSecret(chosen, encoding, algorithm, request.secret.allowsWeak);
  const signature = modificationStamp(author);
  const configuration: Configuration = {
    name,
    enabled: fields.enabled ?? configurationDefaults.enabled,
    tokenName: fields.tokenName ?? configurationDefaults.tokenName,
    secretKey: secret.secretKey,
    expirationTime: fields.expirationTime ?? configurationDefaults.expirationTime,
    usernameField,
    nameField: fields.nameField,
    emailField: fields.emailField,
    signatureAlgorithm: algorithm,
    userType: fields.userType,
    initializationRoles: fields.initializationRoles,
    issuer: fields.issuer,
    audience: fields.audience,
    clockTolerance: fields.clockTolerance,
    createdAt: signature.lastModified,
    ...signature,
    creator: fields.creator ?? author.by,
  };
  const generatedSecret = chosen.isGenerated ? chosen.text : undefined;
  return { configuration, secret, generatedSecret, privateKey: chosen.privateKey, chosen };
}

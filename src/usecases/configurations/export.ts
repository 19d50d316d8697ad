import type { JsonObject } from '../../domain/claim-path.ts';
import type { Configuration } from '../../domain/configuration.ts';
import {
  holdsEncryptedSecret,
  holdsLiteralSecret,
  isLiteralSecretIn,
  type SecretField,
  secretFields,
  secretKeyIn,
} from '../../domain/configuration-secrets.ts';
import { fieldsBeyondDatafor, toDatafor } from '../../domain/datafor.ts';
import { secretSource } from '../../domain/secret-key.ts';
import { STORE_SCHEMA_ID, STORE_VERSION } from '../../domain/store-file.ts';
import type { TransferFormat } from '../../domain/transfer.ts';
import { Problem } from '../../problem.ts';
import type { ConfigurationStore } from '../ports.ts';
import { decryptSecrets, requireUnlocked } from '../secrets/encrypt-fields.ts';
import type { StoredSecrets } from '../secrets/stored-secrets.ts';

/** What to export, and how. */
export interface ExportRequest {
  readonly configurations: readonly Configuration[];
  readonly format: TransferFormat;
  /** Whether secrets are exported, in plain text. */
  readonly isRevealed: boolean;
}

/** The document of an export, and what it lacks. */
export interface Export {
  readonly document: object;
  /** Whether a secret was left out. */
  readonly hidesSecrets: boolean;
  /** The fields of each configuration that the format has no place for. */
  readonly losses: readonly { readonly name: string; readonly fields: readonly (keyof Configuration)[] }[];
}

/** The store that is exported from, and its secrets. */
interface ExportNeeds {
  readonly store: Pick<ConfigurationStore, 'configurations' | 'documents'>;
  readonly secrets: StoredSecrets;
}

interface ExportSource extends ExportNeeds, Pick<ExportRequest, 'isRevealed'> {}

/**
 * Exports configurations of a store; may ask for the passphrase of encrypted secrets. Throws a Problem when a secret
 * cannot be read, or cannot be written in the format.
 */
export async function exportConfigurations(needs: ExportNeeds, request: ExportRequest): Promise<Export> {
  const { configurations, format, isRevealed } = request;
  if (isRevealed && configurations.some(holdsEncryptedSecret)) requireUnlocked(await needs.secrets.unlock());
  const source = { ...needs, isRevealed };
  const isForServer = format === 'datafor';
  return {
    document: isForServer
      ? configurations.map((each) => dataforDocument(source, each))
      : storeDocument(source, configurations),
    hidesSecrets: !isRevealed && configurations.some(hidesSecret),
    losses: isForServer ? configurations.map(lossOf).filter(({ fields }) => fields.length > 0) : [],
  };
}

function lossOf(configuration: Configuration): Export['losses'][number] {
  const fields = fieldsBeyondDatafor.filter((field) => configuration[field] !== undefined);
  return { name: configuration.name, fields };
}

/** Whether an export without secrets leaves a secret of a configuration out. */
function hidesSecret(configuration: Configuration): boolean {
  return holdsLiteralSecret(configuration) || holdsEncryptedSecret(configuration);
}

/** A store of these configurations, with every key that they have; secrets are in plain text, or null. */
function storeDocument(source: ExportSource, exported: readonly Configuration[]): object {
  const { configurations: all, documents } = source.store;
  const documentOf = new Map(all.map((each, index) => [each, documents[index]]));
  const configurations = exported.map((each) => ({
    ...documentOf.get(each),
    ...(source.isRevealed ? decryptSecrets(source.secrets, each) : withoutSecrets(each)),
  }));
  return { $schema: STORE_SCHEMA_ID, version: STORE_VERSION, configurations };
}

/** What is to be set so that no secret of a configuration can be read. */
function withoutSecrets(configuration: Configuration): JsonObject {
  const hidden = secretFields.filter((field) => isHidden(configuration, field));
  const { previousSecret } = configuration;
  return Object.fromEntries(
    hidden.map((field) => [
      field,
      field === 'previousSecret' ? { ...previousSecret, secretKey: null } : null,
    ]),
  );
}

function isHidden(configuration: Configuration, field: SecretField): boolean {
  const secretKey = secretKeyIn(configuration, field);
  if (secretKey === undefined) return false;
  return isLiteralSecretIn(configuration, field) || secretSource(secretKey).kind === 'encrypted';
}

/** A configuration in the server's format; throws a Problem when it cannot express a secret. */
function dataforDocument(source: ExportSource, configuration: Configuration): JsonObject {
  const secret = textOf(source, configuration, 'secretKey') ?? null;
  return toDatafor(configuration, { secret, initpwd: textOf(source, configuration, 'initialPassword') });
}

/** The text of a secret; null if it is left out, undefined if there is no secret. */
function textOf(
  { secrets, isRevealed }: ExportSource,
  configuration: Configuration,
  field: SecretField,
): string | null | undefined {
  const secretKey = secretKeyIn(configuration, field);
  if (secretKey === undefined) return undefined;
  const isPublic = secretSource(secretKey).kind === 'literal' && !isLiteralSecretIn(configuration, field);
  if (!isRevealed && !isPublic) return null;
  const { name } = configuration;
  const reading = secrets.read(secretKey, { name, field });
  if (!reading.ok) throw new Problem('store', `the secret of ${name} cannot be read: ${reading.reason}`);
  if (reading.encoding === 'utf8') return reading.text;
  throw new Problem(
    'usage',
    `the secret of ${name} is read as ${reading.encoding}, which the format datafor cannot say`,
    'leave that configuration out, or give the server its secret in another way',
  );
}

import type { Context } from '../../context.ts';
import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import { configurationDefaults, fieldFault } from '../../domain/configuration.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';
import { createExample } from './create-example.ts';
import { type FieldChanges, type FieldFlags, readFieldFlags } from './field-flags.ts';
import {
  algorithmFaults,
  algorithmHint,
  KEY_FLAGS,
  readSecretFlags,
  SECRET_FLAGS,
  type SecretFlagResult,
  type SecretFlags,
} from './secret-flags.ts';

/** What `create` was asked for. */
export interface CreateOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly fieldFlags: FieldFlags;
  readonly secretFlags: SecretFlags;
  readonly isDryRun: boolean;
  readonly json: boolean;
}

/** What the flags of create say, checked as far as they alone can be. */
export interface CreateRequest {
  /** NFC-normalised. */
  readonly name: string | undefined;
  readonly fields: FieldChanges;
  readonly secret: SecretFlagResult;
  readonly algorithm: SignatureAlgorithm;
  /** Whether something is missing that has to be asked for. */
  readonly isAsking: boolean;
}

/**
 * Reads the flags of create. Throws one usage Problem for everything that is wrong with them and,
 * where nobody can be asked, everything that is missing.
 */
export function readCreateRequest(context: Context, options: CreateOptions): CreateRequest {
  const { fields, faults } = readFieldFlags(options.fieldFlags);
  const secret = readSecretFlags(options.secretFlags);
  const algorithm = fields.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
  const name = options.name?.normalize('NFC');
  const nameFault = name === undefined ? undefined : fieldFault('name', name);
  const wanting = missingValues(options, algorithm);
  const missing = wanting.length === 0 || canPrompt(context, options) ? [] : wanting;
  const isAsking = name === undefined || fields.usernameField === undefined || secret.source === undefined;
  const request = { name, fields, secret, algorithm, isAsking };
  refuseFaults(
    [
      ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
      ...(nameFault === undefined ? [] : [`NAME ${nameFault}`]),
      ...faults,
      ...secret.faults,
      ...algorithmFaults(secret, algorithm),
    ],
    missing.length === 0 ? algorithmHint(secret, algorithm) : `for example: \`${createExample(request)}\``,
  );
  return request;
}

function missingValues(
  { name, fieldFlags, secretFlags }: CreateOptions,
  algorithm: SignatureAlgorithm,
): string[] {
  const { secretStdin, secretFile, secretEnv, generateSecret, generateKey, secretRef } = secretFlags;
  const hasSecret =
    secretStdin || generateSecret || (secretFile ?? secretEnv ?? generateKey ?? secretRef) !== undefined;
  return [
    ...(name === undefined ? ['NAME'] : []),
    ...(fieldFlags.usernameField === undefined ? ['--username-field'] : []),
    ...(hasSecret ? [] : [isHmac(algorithm) ? `a secret (${SECRET_FLAGS})` : `a public key (${KEY_FLAGS})`]),
  ];
}

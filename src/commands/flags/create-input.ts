import type { Context } from '../../context.ts';
import { isHmac, type SignatureAlgorithm } from '../../domain/algorithm.ts';
import { configurationDefaults, type FieldChanges, fieldFault } from '../../domain/configuration.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';
import { createExample } from './create-example.ts';
import { type FieldFlags, readFieldFlags } from './field-flags.ts';
import {
  algorithmFaults,
  algorithmHint,
  KEY_FLAGS,
  noSecretFlags,
  readSecretFlags,
  SECRET_FLAGS,
  type SecretFlagResult,
  type SecretFlags,
} from './secret-flags.ts';

/** What the argument and the flags of create say, or the answers in its form. */
export interface CreateInput {
  /** NFC-normalised. */
  readonly name: string | undefined;
  readonly fields: FieldChanges;
  readonly secret: SecretFlagResult;
  readonly algorithm: SignatureAlgorithm;
  /** Whether something is missing that has to be asked for. */
  readonly isAsking: boolean;
}

/** A configuration of which nothing was given: all of it is asked for. */
export const emptyCreateInput: CreateInput = {
  name: undefined,
  fields: {},
  secret: noSecretFlags,
  algorithm: configurationDefaults.signatureAlgorithm,
  isAsking: true,
};

/**
 * Reads the argument and the flags of create. Throws one usage Problem for all faults and, if jwtadm cannot
 * prompt, for all missing values.
 */
export function readCreateInput(
  context: Context,
  options: GlobalOptions,
  typedName: string | undefined,
  flags: FieldFlags & SecretFlags,
): CreateInput {
  const { fields, faults } = readFieldFlags(flags);
  const secret = readSecretFlags(flags);
  const algorithm = fields.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
  const name = typedName?.normalize('NFC');
  const nameFault = name === undefined ? undefined : fieldFault('name', name);
  const wanting = missingValues(name, flags, algorithm);
  const missing = wanting.length === 0 || canPrompt(context, options) ? [] : wanting;
  const isAsking = name === undefined || fields.usernameField === undefined || secret.source === undefined;
  const input = { name, fields, secret, algorithm, isAsking };
  refuseFaults(
    [
      ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
      ...(nameFault === undefined ? [] : [`NAME ${nameFault}`]),
      ...faults,
      ...secret.faults,
      ...algorithmFaults(secret, algorithm),
    ],
    missing.length === 0 ? algorithmHint(secret, algorithm) : `for example: \`${createExample(input)}\``,
  );
  return input;
}

function missingValues(
  name: string | undefined,
  flags: FieldFlags & SecretFlags,
  algorithm: SignatureAlgorithm,
): string[] {
  const { secretStdin, secretFile, secretEnv, generateSecret, generateKey, secretRef } = flags;
  const hasSecret =
    secretStdin || generateSecret || (secretFile ?? secretEnv ?? generateKey ?? secretRef) !== undefined;
  return [
    ...(name === undefined ? ['NAME'] : []),
    ...(flags.usernameField === undefined ? ['--username-field'] : []),
    ...(hasSecret ? [] : [isHmac(algorithm) ? `a secret (${SECRET_FLAGS})` : `a public key (${KEY_FLAGS})`]),
  ];
}

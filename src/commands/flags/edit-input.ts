import type { Context } from '../../context.ts';
import { type FieldChanges, fieldFault } from '../../domain/configuration.ts';
import { Problem } from '../../problem.ts';
import type { RotationRequest } from '../../usecases/secrets/rotate-secret.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';
import { type FieldFlags, readFieldFlags } from './field-flags.ts';
import { type RotationFlags, readRotationFlags } from './rotation-flags.ts';
import { readSecretFlags, type SecretFlagResult, type SecretFlags } from './secret-flags.ts';
import { readUnset } from './unset-fields.ts';

/** The flags of edit that say what is to change, as they were typed. */
export interface EditFlags extends FieldFlags, SecretFlags, RotationFlags {
  readonly name?: string;
  readonly unset?: readonly string[];
  readonly dryRun?: boolean;
}

/** The command that error messages and the help give as an example. */
export const EDIT_EXAMPLE = 'jwtadm edit ERP --username-field sub --expiration-time 12h';

/** What the flags of edit say, or the answers in its form. */
export interface EditInput {
  /** The fields to set; undefined removes a field. */
  readonly fields: FieldChanges;
  readonly secret: SecretFlagResult;
  /** How the present secret becomes the previous one; undefined when it does not. */
  readonly rotation: RotationRequest | undefined;
}

/**
 * Reads the flags of edit; undefined when no flags are given and the user fills in the form. Throws one usage
 * Problem for all faults, or when no flags are given and jwtadm cannot prompt.
 */
export function readEditInput(
  context: Context,
  options: GlobalOptions,
  flags: EditFlags,
): EditInput | undefined {
  const { fields, faults } = readFieldFlags(flags);
  const secret = readSecretFlags(flags);
  const unset = readUnset(flags.unset ?? []);
  const { rotation, faults: rotationFaults } = readRotationFlags(flags);
  const newName = flags.name?.normalize('NFC');
  const nameFault = newName === undefined ? undefined : fieldFault('name', newName);
  const both = unset.fields.filter((field) =>
    field === 'previousSecret' ? rotation !== undefined : fields[field] !== undefined,
  );
  refuseFaults([
    ...(nameFault === undefined ? [] : [`--name ${nameFault}`]),
    ...faults,
    ...secret.faults,
    ...unset.faults,
    ...rotationFaults,
    ...both.map((field) => `${field} cannot be both set and unset`),
  ]);
  const all: FieldChanges = {
    ...(newName !== undefined && { name: newName }),
    ...fields,
    ...Object.fromEntries(unset.fields.map((field) => [field, undefined])),
  };
  if (Object.keys(all).length === 0 && !secret.source && secret.encoding === undefined && !rotation) {
    if (canPrompt(context, options) && !flags.dryRun) return undefined;
    throw new Problem(
      'usage',
      'nothing to change was given',
      `\`jwtadm edit --help\` lists the flags of all fields; for example: \`${EDIT_EXAMPLE}\``,
    );
  }
  return { fields: all, secret, rotation };
}

import type { Context } from '../../context.ts';
import { fieldFault } from '../../domain/configuration.ts';
import { Problem } from '../../problem.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { refuseFaults } from '../output/notes.ts';
import { type FieldChanges, type FieldFlags, readFieldFlags } from './field-flags.ts';
import { type RotationFlags, type RotationRequest, readRotationFlags } from './rotation-flags.ts';
import { readSecretFlags, type SecretFlagResult, type SecretFlags } from './secret-flags.ts';
import { readUnset } from './unset-fields.ts';

/** What `edit` was asked for. */
export interface EditOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly newName: string | undefined;
  readonly unset: readonly string[];
  readonly fieldFlags: FieldFlags;
  readonly secretFlags: SecretFlags;
  readonly rotationFlags: RotationFlags;
  readonly isDryRun: boolean;
  readonly json: boolean;
}

/** The command that error messages and the help give as an example. */
export const EDIT_EXAMPLE = 'jwtadm edit ERP --username-field sub --expiration-time 12h';

/** What the flags of edit say, checked as far as they alone can be. */
export interface EditRequest {
  /** The fields that are set, and those that are taken away as undefined. */
  readonly fields: FieldChanges;
  readonly secret: SecretFlagResult;
  /** How the present secret becomes the previous one; undefined when it does not. */
  readonly rotation: RotationRequest | undefined;
}

/**
 * Reads the flags of edit; undefined when there are none and the form is to be filled in. Throws one usage
 * Problem for everything that is wrong with them, or when there are none and nobody can be asked.
 */
export function readEditRequest(context: Context, options: EditOptions): EditRequest | undefined {
  const { fields, faults } = readFieldFlags(options.fieldFlags);
  const secret = readSecretFlags(options.secretFlags);
  const unset = readUnset(options.unset);
  const { rotation, faults: rotationFaults } = readRotationFlags(options.rotationFlags);
  const newName = options.newName?.normalize('NFC');
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
    if (canPrompt(context, options) && !options.isDryRun) return undefined;
    throw new Problem(
      'usage',
      'nothing to change was given',
      `\`jwtadm edit --help\` lists the flags of all fields; for example: \`${EDIT_EXAMPLE}\``,
    );
  }
  return { fields: all, secret, rotation };
}

import type { Configuration } from '../../domain/configuration.ts';
import { notOneOf, withSuggestion } from '../line/did-you-mean.ts';
import { flagOf } from './field-flags.ts';

/** The fields that a configuration can do without, by their keys in the store. */
export const unsettableFields = [
  'nameField',
  'emailField',
  'userType',
  'initializationRoles',
  'initialPassword',
  'issuer',
  'audience',
  'clockTolerance',
  'previousSecret',
] as const satisfies readonly (keyof Configuration)[];

export type UnsettableField = (typeof unsettableFields)[number];

/** Other spellings that flags have for a field. */
const otherSpellings: Readonly<Record<string, UnsettableField>> = {
  'initialization-role': 'initializationRoles',
  role: 'initializationRoles',
};

/** Reads the values of `--unset`: the store's key, or the flag's spelling with or without dashes. */
export function readUnset(values: readonly string[]): {
  fields: readonly UnsettableField[];
  faults: readonly string[];
} {
  const read = values.map((value) => fieldOf(value));
  const fields = [...new Set(read.filter((field) => field !== undefined))];
  const unknown = values.find((_value, index) => read[index] === undefined);
  if (unknown === undefined) return { fields, faults: [] };
  return {
    fields,
    faults: [withSuggestion(notOneOf('--unset', unsettableFields), unknown, unsettableFields)],
  };
}

function fieldOf(value: string): UnsettableField | undefined {
  const name = value.replace(/^--/, '');
  if (Object.hasOwn(otherSpellings, name)) return otherSpellings[name];
  return unsettableFields.find((field) => field === value || flagOf(field) === `--${name}`);
}

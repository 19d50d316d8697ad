import type { Context } from '../../context.ts';
import { signatureAlgorithms } from '../../domain/algorithm.ts';
import {
  type Configuration,
  configurationDefaults,
  type FieldChanges,
  type FieldName,
  fieldFault,
  userTypes,
} from '../../domain/configuration.ts';
import { formatDuration, parseDuration } from '../../domain/duration.ts';
import { fieldHelp, fieldLabel } from '../../domain/field-label.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { findByName } from '../../usecases/configurations/find-configuration.ts';
import type { ConfigurationStore } from '../../usecases/ports.ts';

/**
 * The fields that a form asks for one by one, in the order of the settings page. The algorithm comes before
 * the secret, which is asked for between the two halves: what a secret must be depends on it.
 */
export const fieldsBeforeSecret = ['enabled', 'name', 'tokenName', 'signatureAlgorithm'] as const;
export const fieldsAfterSecret = [
  'expirationTime',
  'usernameField',
  'nameField',
  'emailField',
  'userType',
  'initializationRoles',
  'issuer',
  'audience',
  'clockTolerance',
] as const;

/** A field that a form asks for by one question; the secret takes several. */
export type AskedField = (typeof fieldsBeforeSecret)[number] | (typeof fieldsAfterSecret)[number];

/** What the questions of a form need to know. */
export interface FormSetting {
  readonly context: Context;
  /** The names in it are taken, and its roles are offered. */
  readonly store: ConfigurationStore;
  /** The configuration that is edited; undefined for a new one. */
  readonly before: Configuration | undefined;
}

/** Asks for one field, with what it is now or its default; returns what it is to be. */
export async function askField(
  setting: FormSetting,
  field: AskedField,
  values: FieldChanges,
): Promise<FieldChanges> {
  const { prompt } = setting.context;
  const message = `${fieldLabel(field)}${hintOf(field)}`;
  switch (field) {
    case 'enabled': {
      const initial = values.enabled ?? configurationDefaults.enabled;
      return { enabled: await prompt.confirm({ message, initial }) };
    }
    case 'name':
      return { name: await askName(setting, message, values.name) };
    case 'signatureAlgorithm': {
      const choices = signatureAlgorithms.map((each) => ({ value: each, label: each }));
      const initial = values.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
      return { signatureAlgorithm: await prompt.choose({ message, choices, initial }) };
    }
    case 'userType': {
      const choices = [undefined, ...userTypes].map((each) => ({ value: each, label: each ?? 'none' }));
      return { userType: await prompt.choose({ message, choices, initial: values.userType }) };
    }
    case 'initializationRoles':
      return { initializationRoles: await askRoles(setting, message, values.initializationRoles ?? []) };
    case 'audience': {
      const question = { message, initial: values.audience?.join(', ') };
      return { audience: await askOptional(setting, field, question, splitList) };
    }
    case 'expirationTime':
    case 'clockTolerance':
      return { [field]: await askSeconds(setting, field, message, values[field]) };
    case 'tokenName':
    case 'usernameField': {
      const usual = field === 'tokenName' ? configurationDefaults.tokenName : undefined;
      const fault = (text: string) => told(field, fieldFault(field, text));
      return { [field]: await prompt.text({ message, initial: values[field] ?? usual, fault }) };
    }
    case 'nameField':
    case 'emailField':
    case 'issuer':
      return {
        [field]: await askOptional(setting, field, { message, initial: values[field] }, (text) => text),
      };
    default:
      return unreachable(field);
  }
}

/** The hint after the label: what the field means, and how to leave it empty. */
function hintOf(field: AskedField): string {
  const help = fieldHelp[field];
  return help === undefined ? '' : ` (${help})`;
}

async function askName(
  { context, store, before }: FormSetting,
  message: string,
  initial: string | undefined,
): Promise<string> {
  const answer = await context.prompt.text({
    message,
    initial,
    fault: (text) => {
      const duplicate = findByName(store.configurations, text);
      const isTaken = duplicate !== undefined && duplicate.name !== before?.name;
      return (
        told('name', fieldFault('name', text.normalize('NFC'))) ??
        (isTaken ? 'there is a configuration of that name already' : undefined)
      );
    },
  });
  return answer.normalize('NFC');
}

/** Asks for an optional value; Backspace clears the present one. */
async function askOptional<T>(
  { context }: FormSetting,
  field: FieldName,
  question: { readonly message: string; readonly initial: string | undefined },
  read: (text: string) => T | undefined,
): Promise<T | undefined> {
  const text = await context.prompt.text({
    ...question,
    fault: (answer) => (answer === '' ? undefined : told(field, fieldFault(field, read(answer)))),
  });
  return text === '' ? undefined : read(text);
}

async function askSeconds(
  { context }: FormSetting,
  field: 'expirationTime' | 'clockTolerance',
  message: string,
  seconds: number | undefined,
): Promise<number | undefined> {
  const isOptional = field === 'clockTolerance';
  const usual = isOptional ? undefined : configurationDefaults.expirationTime;
  const initial = seconds ?? usual;
  const fault = (text: string) => {
    if (text === '' && isOptional) return undefined;
    const read = parseDuration(text);
    return read === undefined
      ? `${fieldLabel(field)} must be a number of seconds, or a duration such as 24h`
      : told(field, fieldFault(field, read));
  };
  const text = await context.prompt.text({
    message,
    initial: initial === undefined ? undefined : durationText(initial),
    fault,
  });
  return text === '' ? undefined : parseDuration(text);
}

/** Seconds as they can be typed: `24h` where that says the same. */
function durationText(seconds: number): string {
  const text = formatDuration(seconds).replace(' h', 'h');
  return parseDuration(text) === seconds ? text : String(seconds);
}

/** Roles that other configurations have are offered, those that it has are ticked, and more can be typed. */
async function askRoles(
  { context, store }: FormSetting,
  message: string,
  present: readonly string[],
): Promise<string[] | undefined> {
  const known = new Set([
    ...present,
    ...store.configurations.flatMap((each) => each.initializationRoles ?? []),
  ]);
  const choices = [...known].map((role) => ({ value: role, label: role }));
  const picked =
    choices.length === 0 ? [] : await context.prompt.pick({ message, choices, initial: [...present] });
  const typed = await context.prompt.text({
    message: choices.length === 0 ? message : 'Further roles (with commas between them, or empty)',
    fault: (text) => told('initializationRoles', fieldFault('initializationRoles', splitList(text) ?? [])),
  });
  const roles = [...new Set([...picked, ...(splitList(typed) ?? [])])];
  return roles.length === 0 ? undefined : roles;
}

function splitList(text: string): string[] | undefined {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return items.length === 0 ? undefined : items;
}

function told(field: FieldName, fault: string | undefined): string | undefined {
  return fault === undefined ? undefined : `${fieldLabel(field)} ${fault}`;
}

import { type SignatureAlgorithm, traitsOf } from '../../domain/algorithm.ts';
import { type Configuration, configurationDefaults, type FieldChanges } from '../../domain/configuration.ts';
import { fieldLabel } from '../../domain/field-label.ts';
import type { ConfigurationView } from '../../terminal/configuration-view.ts';
import { fieldText } from '../../terminal/field-text.ts';
import type { SecretFlagResult } from '../flags/secret-flags.ts';
import { askSecret } from './ask-secret.ts';
import {
  type AskedField,
  askField,
  type FormSetting,
  fieldsAfterSecret,
  fieldsBeforeSecret,
} from './form-questions.ts';

/** A form as far as it is filled in. */
export interface Form {
  readonly values: FieldChanges;
  readonly secret: SecretFlagResult;
}

/** What can be done with a form that is filled in. */
export type Decision = 'submit' | 'change' | 'cancel';

const formFields: readonly (AskedField | 'secretKey')[] = [
  ...fieldsBeforeSecret,
  'secretKey',
  ...fieldsAfterSecret,
];

/** Asks for every field that has no value yet. */
export async function fillForm(setting: FormSetting, form: Form): Promise<Form> {
  let filled = form;
  const isGiven = (field: AskedField) => form.values[field] !== undefined;
  for (const field of formFields) {
    if (field === 'secretKey') {
      if (form.secret.source === undefined) filled = await askFormSecret(setting, filled);
    } else if (!isGiven(field)) {
      filled = {
        ...filled,
        values: { ...filled.values, ...(await askField(setting, field, filled.values)) },
      };
    }
  }
  return filled;
}

/** Asks which field is to be another, shown with what it is, and for that one. */
export async function changeOneField(
  setting: FormSetting,
  form: Form,
  view: ConfigurationView,
): Promise<Form> {
  const field = await setting.context.prompt.search({
    message: 'Which field?',
    choices: formFields.map((each) => ({
      value: each,
      label: `${fieldLabel(each)}: ${fieldText(view, each)}`,
    })),
  });
  if (field === 'secretKey') return askFormSecret(setting, form);
  const values = { ...form.values, ...(await askField(setting, field, form.values)) };
  const isOtherKey = familyOf(values) !== familyOf(form.values);
  // A shared secret is no public key, nor is one of another kind.
  return isOtherKey ? askFormSecret(setting, { ...form, values }) : { ...form, values };
}

function algorithmOf(values: FieldChanges): SignatureAlgorithm {
  return values.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
}

function familyOf(values: FieldChanges): string {
  const traits = traitsOf(algorithmOf(values));
  return traits.family === 'ECDSA' ? `${traits.family} ${traits.curve}` : traits.family;
}

async function askFormSecret({ context, store }: FormSetting, form: Form): Promise<Form> {
  const { source, encoding: given, allowsWeak } = form.secret;
  const algorithm = algorithmOf(form.values);
  // The encoding of an earlier answer does not apply to the new secret.
  const known = source === undefined ? given : undefined;
  const { chosen, encoding } = await askSecret(context, {
    algorithm,
    encoding: known,
    allowsWeak,
    storeFolder: store.file?.folder,
  });
  const secret = {
    source: { kind: 'chosen', chosen },
    encoding: encoding === 'utf8' ? undefined : encoding,
    // A weak one was taken on purpose.
    allowsWeak: true,
    faults: [],
  } as const;
  return { ...form, secret };
}

/** Asks what is to be done with the form as it is shown above. */
export function decide(
  { context }: FormSetting,
  message: string,
  decisions: readonly Decision[],
): Promise<Decision> {
  return context.prompt.choose({
    message,
    choices: decisions.map((value) => ({ value, label: decisionLabels[value] })),
  });
}

const decisionLabels: Readonly<Record<Decision, string>> = {
  submit: 'Submit',
  change: 'Change a field',
  cancel: 'Cancel',
};

/** The values of a configuration that a form can change. */
export function formValues(configuration: Configuration): FieldChanges {
  const asked = formFields.filter((field) => field !== 'secretKey');
  return Object.fromEntries(asked.map((field) => [field, configuration[field]]));
}

import { configurationDefaults } from '../../domain/configuration.ts';
import { renderForm } from '../../terminal/configuration-form.ts';
import { type CreatePlan, planCreate } from '../../usecases/configurations/create.ts';
import type { NewSecret } from '../../usecases/secrets/chosen-secret.ts';
import type { CreateInput } from '../flags/create-input.ts';
import { obtainSecret } from '../input/obtain-secret.ts';
import type { StoreSession } from '../input/store-session.ts';
import { viewWithFacts } from '../output/configuration-view.ts';
import { errorStyle, notify } from '../output/notes.ts';
import { changeOneField, decide, type Form, fillForm } from './form.ts';
import type { FormSetting } from './form-questions.ts';

/** Asks for all that the flags leave open; returns the input as if flags had said it. */
export async function fillCreateForm(session: StoreSession, input: CreateInput): Promise<CreateInput> {
  const form = await fillForm(settingOf(session), formOf(input));
  return { ...input, ...inputOf(form) };
}

/**
 * Shows the whole form until it is submitted, letting one field after the other be changed; undefined when
 * it is cancelled.
 */
export async function reviewCreateForm(
  session: StoreSession,
  filled: CreateInput,
): Promise<CreatePlan | undefined> {
  const { context, options } = session;
  const setting = settingOf(session);
  let input = filled;
  for (;;) {
    const secret = await obtainSecret(session, input.secret, input.algorithm);
    const plan = planInput(session, input, secret);
    notify(context, options, plan.notices);
    const view = viewWithFacts(session, plan.configuration);
    context.stderr.write(renderForm(view, errorStyle(context, options), context.now()));
    const decision = await decide(setting, 'Create it?', ['submit', 'change', 'cancel']);
    if (decision === 'submit') return plan;
    if (decision === 'cancel') return undefined;
    // A secret that was generated or read once stays what it is.
    const source = { kind: 'chosen', chosen: secret.chosen } as const;
    const form = formOf({ ...input, secret: { ...input.secret, source } });
    input = { ...input, ...inputOf(await changeOneField(setting, form, view)) };
  }
}

/** The plan for an input that is complete. */
export function planInput(session: StoreSession, input: CreateInput, secret: NewSecret): CreatePlan {
  const { name, fields } = input;
  const { usernameField } = fields;
  if (name === undefined || usernameField === undefined)
    throw new Error('a required field was not asked for');
  return planCreate(session, { fields: { ...fields, name, usernameField }, secret });
}

function settingOf({ context, store }: StoreSession): FormSetting {
  return { context, store, before: undefined };
}

function formOf({ name, fields, secret }: CreateInput): Form {
  return { values: { ...fields, ...(name !== undefined && { name }) }, secret };
}

function inputOf({ values, secret }: Form): Pick<CreateInput, 'name' | 'fields' | 'secret' | 'algorithm'> {
  const { name, ...fields } = values;
  const algorithm = fields.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
  return { name, fields, secret, algorithm };
}

import type { Context } from '../../context.ts';
import { configurationDefaults } from '../../domain/configuration.ts';
import type { ChangeAuthor } from '../../domain/store-change.ts';
import { renderForm } from '../../terminal/configuration-form.ts';
import {
  type CompletedConfiguration,
  completeConfiguration,
} from '../../usecases/configurations/complete-configuration.ts';
import { viewWithFacts } from '../../usecases/configurations/configuration-facts.ts';
import type { Store } from '../../usecases/ports.ts';
import type { StoredSecrets } from '../../usecases/secrets/stored-secrets.ts';
import type { CreateOptions, CreateRequest } from '../flags/create-request.ts';
import { errorStyle } from '../output/notes.ts';
import { changeOneField, decide, type Form, fillForm } from './form.ts';
import type { FormSetting } from './form-questions.ts';

/** Asks for all that the flags leave open; returns the request as if flags had said it. */
export async function fillCreateForm(
  context: Context,
  store: Store,
  request: CreateRequest,
): Promise<CreateRequest> {
  const form = await fillForm(settingOf(context, store), formOf(request), store.file?.folder);
  return { ...request, ...requestOf(form) };
}

/**
 * Shows the whole form until it is submitted, letting one field after the other be changed; undefined when
 * it is cancelled. `tell` says what is to be said about its secret.
 */
export async function reviewCreateForm(
  context: Context,
  options: CreateOptions,
  store: Store,
  secrets: StoredSecrets,
  first: { readonly request: CreateRequest; readonly completed: CompletedConfiguration },
  author: ChangeAuthor,
  tell: (completed: CompletedConfiguration) => void,
): Promise<CompletedConfiguration | undefined> {
  const setting = settingOf(context, store);
  let { request, completed } = first;
  for (;;) {
    tell(completed);
    const view = viewWithFacts(completed.configuration, store.fingerprintKey, secrets);
    context.stderr.write(renderForm(view, errorStyle(context, options), context.now()));
    const decision = await decide(setting, 'Create it?', ['submit', 'change', 'cancel']);
    if (decision === 'submit') return completed;
    if (decision === 'cancel') return undefined;
    // A secret that was made up or read once stays what it is.
    const source = { kind: 'chosen', chosen: completed.chosen } as const;
    const form = formOf({ ...request, secret: { ...request.secret, source } });
    request = { ...request, ...requestOf(await changeOneField(setting, form, view, store.file?.folder)) };
    completed = await completeConfiguration(context, options, store, request, author);
  }
}

function settingOf(context: Context, store: Store): FormSetting {
  return { context, configurations: store.configurations, before: undefined };
}

function formOf({ name, fields, secret }: CreateRequest): Form {
  return { values: { ...fields, ...(name !== undefined && { name }) }, secret };
}

function requestOf({
  values,
  secret,
}: Form): Pick<CreateRequest, 'name' | 'fields' | 'secret' | 'algorithm'> {
  const { name, ...fields } = values;
  const algorithm = fields.signatureAlgorithm ?? configurationDefaults.signatureAlgorithm;
  return { name, fields, secret, algorithm };
}

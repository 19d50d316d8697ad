import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../context.ts';
import type { Configuration } from '../../domain/configuration.ts';
import { isPreviousAccepted } from '../../domain/previous-secret.ts';
import { renderChanges, renderForm } from '../../terminal/configuration-form.ts';
import { viewWithFacts } from '../../usecases/configurations/configuration-facts.ts';
import type { Store } from '../../usecases/ports.ts';
import { admitSecret } from '../../usecases/secrets/admit-secret.ts';
import type { StoredSecrets } from '../../usecases/secrets/stored-secrets.ts';
import type { EditOptions, EditRequest } from '../flags/edit-request.ts';
import type { FieldChanges } from '../flags/field-flags.ts';
import type { RotationRequest } from '../flags/rotation-flags.ts';
import { errorStyle } from '../output/notes.ts';
import { changeOneField, decide, type Form, formValues } from './form.ts';

const NO_SECRET = {
  source: undefined,
  encoding: undefined,
  allowsWeak: false,
  faults: [],
} as const;

/**
 * Shows a configuration, and lets one field after the other be changed until the changes are submitted;
 * undefined when they are cancelled. Returns the request as if flags had said it.
 */
export async function fillEditForm(
  context: Context,
  options: EditOptions,
  store: Store,
  secrets: StoredSecrets,
  before: Configuration,
): Promise<EditRequest | undefined> {
  const setting = { context, configurations: store.configurations, before };
  const style = errorStyle(context, options);
  const viewBefore = viewWithFacts(before, store.fingerprintKey, secrets);
  context.stderr.write(renderForm(viewBefore, style, context.now()));
  let form: Form = { values: formValues(before), secret: NO_SECRET };
  for (;;) {
    const after = appliedTo(before, form);
    const isChanged = !isDeepStrictEqual(after, before);
    const decision = await decide(
      setting,
      isChanged ? 'Change it like this?' : `What about ${before.name}?`,
      isChanged ? ['submit', 'change', 'cancel'] : ['change', 'cancel'],
    );
    if (decision === 'cancel') return undefined;
    if (decision === 'submit')
      return { ...requestOf(form), rotation: await askRotation(context, before, form) };
    const view = viewWithFacts(after, store.fingerprintKey, secrets);
    form = await changeOneField(setting, form, view, store.file?.folder);
    const changed = viewWithFacts(appliedTo(before, form), store.fingerprintKey, secrets);
    const newSecrets = form.secret.source ? (['secretKey'] as const) : [];
    context.stderr.write(renderChanges(viewBefore, changed, style, newSecrets));
  }
}

/** The configuration as the form would make it. */
function appliedTo(before: Configuration, { values, secret }: Form): Configuration {
  const after: Configuration = { ...before, ...definedIn(values) };
  for (const field of Object.keys(values) as (keyof FieldChanges)[]) {
    if (values[field] === undefined) delete after[field as never];
  }
  const { source, encoding = 'utf8' } = secret;
  if (source?.kind !== 'chosen') return after;
  const { secretKey } = admitSecret(source.chosen, encoding, after.signatureAlgorithm, true);
  return { ...after, secretKey };
}

function definedIn(values: FieldChanges): Partial<Configuration> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function requestOf({ values, secret }: Form): Omit<EditRequest, 'rotation'> {
  return { fields: values, secret };
}

const HOUR = 3600;

/** Whether the secret that is replaced is accepted for a while, so that no login fails meanwhile. */
async function askRotation(
  context: Context,
  before: Configuration,
  { values, secret }: Form,
): Promise<RotationRequest | undefined> {
  const isSameAlgorithm =
    (values.signatureAlgorithm ?? before.signatureAlgorithm) === before.signatureAlgorithm;
  if (!secret.source || !isSameAlgorithm || isPreviousAccepted(before, context.now())) return undefined;
  const choices = [
    { value: 0, label: 'No, only the new one from now on' },
    { value: 24 * HOUR, label: 'Yes, for 24 hours' },
    { value: 7 * 24 * HOUR, label: 'Yes, for 7 days' },
    { value: 30 * 24 * HOUR, label: 'Yes, for 30 days' },
  ];
  const message = 'Keep accepting the old secret for a while, until the issuer has the new one?';
  const graceSeconds = await context.prompt.choose({ message, choices });
  return graceSeconds === 0 ? undefined : { graceSeconds };
}

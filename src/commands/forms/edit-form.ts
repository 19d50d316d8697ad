import { isDeepStrictEqual } from 'node:util';
import type { Configuration, FieldChanges } from '../../domain/configuration.ts';
import { isPreviousAccepted } from '../../domain/previous-secret.ts';
import { renderChanges, renderForm } from '../../terminal/configuration-form.ts';
import { admitSecret } from '../../usecases/secrets/admit-secret.ts';
import type { RotationRequest } from '../../usecases/secrets/rotate-secret.ts';
import type { EditInput } from '../flags/edit-input.ts';
import { noSecretFlags } from '../flags/secret-flags.ts';
import type { StoreSession } from '../input/store-session.ts';
import { viewWithFacts } from '../output/configuration-view.ts';
import { errorStyle } from '../output/notes.ts';
import { changeOneField, decide, type Form, formValues } from './form.ts';

/**
 * Shows a configuration, and lets one field after the other be changed until the changes are submitted;
 * undefined when they are cancelled. Returns the input as if flags had said it.
 */
export async function fillEditForm(
  session: StoreSession,
  before: Configuration,
): Promise<EditInput | undefined> {
  const { context, options, store } = session;
  const setting = { context, store, before };
  const style = errorStyle(context, options);
  const viewBefore = viewWithFacts(session, before);
  context.stderr.write(renderForm(viewBefore, style, context.now()));
  let form: Form = { values: formValues(before), secret: noSecretFlags };
  for (;;) {
    const after = appliedTo(before, form);
    const isChanged = !isDeepStrictEqual(after, before);
    const decision = await decide(
      setting,
      isChanged ? 'Change it like this?' : `What about ${before.name}?`,
      isChanged ? ['submit', 'change', 'cancel'] : ['change', 'cancel'],
    );
    if (decision === 'cancel') return undefined;
    if (decision === 'submit') {
      const { values: fields, secret } = form;
      return { fields, secret, rotation: await askRotation(session, before, form) };
    }
    form = await changeOneField(setting, form, viewWithFacts(session, after));
    const changed = viewWithFacts(session, appliedTo(before, form));
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
  const chosen = { chosen: source.chosen, encoding, allowsWeak: true };
  return { ...after, secretKey: admitSecret(chosen, after.signatureAlgorithm).secretKey };
}

function definedIn(values: FieldChanges): Partial<Configuration> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const HOUR = 3600;

/** Whether the secret that is replaced is accepted for a while, so that no login fails meanwhile. */
async function askRotation(
  { context }: StoreSession,
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

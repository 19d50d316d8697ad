import type { Context } from '../context.ts';
import { isHmac } from '../domain/algorithm.ts';
import type { Configuration } from '../domain/configuration.ts';
import { secretFields } from '../domain/configuration-secrets.ts';
import { shellWord } from '../domain/shell-word.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderChanges } from '../terminal/configuration-form.ts';
import { commitEdit, type EditPlan, planEdit, refuseEdit } from '../usecases/configurations/edit.ts';
import type { NewSecret } from '../usecases/secrets/chosen-secret.ts';
import {
  type ChangeFlags,
  type ChangeOptions,
  declareChangeFlags,
  plainChange,
  readChangeFlags,
} from './flags/change-flags.ts';
import { EDIT_EXAMPLE, type EditFlags, type EditInput, readEditInput } from './flags/edit-input.ts';
import { declareFieldFlags, repeatable } from './flags/field-flags.ts';
import { declareRotationFlags } from './flags/rotation-flags.ts';
import {
  algorithmFaults,
  algorithmHint,
  declareSecretFlags,
  KEY_FLAGS,
  SECRET_FLAGS,
} from './flags/secret-flags.ts';
import { unsettableFields } from './flags/unset-fields.ts';
import { fillEditForm } from './forms/edit-form.ts';
import { findOrAsk, requireName } from './input/choose-configuration.ts';
import { obtainSecret } from './input/obtain-secret.ts';
import { openSession, type StoreSession } from './input/store-session.ts';
import { canPrompt, type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { viewWithFacts } from './output/configuration-view.ts';
import { errorStyle, note, notify, refuseFaults, showsForms } from './output/notes.ts';
import { writeConfiguration } from './output/write-configuration.ts';

/** What `edit` was asked for. */
export interface EditOptions extends GlobalOptions, ChangeOptions {
  readonly name: string | undefined;
  /** Undefined when the form is to be filled in. */
  readonly given: EditInput | undefined;
}

/** `jwtadm edit`: declares its argument, options and help. */
export function editCommand(program: Program, context: Context, run = runEdit): void {
  const command = program
    .command('edit')
    .description(
      'Change a configuration: what the flags name, and nothing else; without flags, on a terminal, in a form.',
    )
    .argument('[name]', 'name of the configuration')
    .option('--name <new-name>', 'rename it')
    .addOption(
      repeatable(
        '--unset <field>',
        `take an optional field away: ${unsettableFields.join(', ')}; repeatable`,
        unsettableFields,
      ),
    );
  declareFieldFlags(command, 'without defaults');
  declareSecretFlags(command);
  declareRotationFlags(command);
  declareChangeFlags(command, {
    dryRun: 'show what would change and write nothing',
    json: 'print the configuration as JSON, its secret left out',
  })
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: EditFlags & ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readChangeFlags(flags) };
      const given = readEditInput(context, options, flags);
      program.exitCode = await run(context, { ...options, name, given });
    });
}

const examples = examplesText([
  ['Map another claim and let tokens live 12 hours', EDIT_EXAMPLE],
  ['See what would change, and write nothing', 'jwtadm edit ERP --role "Power User" --role Author --dry-run'],
  ['Replace the secret', 'jwtadm edit ERP --secret-stdin < new.secret'],
  [
    'Rotate it: both the old and the new one are accepted for two days',
    'jwtadm edit ERP --rotate-secret --grace 48h --generate-secret',
  ],
  ['Rename it, and no longer check the issuer', 'jwtadm edit ERP --name ERP-2 --unset issuer'],
]);

/** Changes what the flags name; refuses if someone else changed the configuration meanwhile. */
export async function runEdit(context: Context, options: EditOptions): Promise<ExitCode> {
  requireName(context, options, options.name, EDIT_EXAMPLE);
  const session = await openSession(context, options, 'edit');
  const before = await findOrAsk(context, session.store, options.name);
  const input = options.given ?? (await fillEditForm(session, before));
  if (!input) {
    note(context, options, 'Cancelled: nothing was changed.');
    return exitCodes.done;
  }
  const plan = await planned(session, before, input);
  notify(context, options, plan.notices);
  const isSame = Object.keys(plan.changes).length === 0;
  if (isSame || options.isDryRun) return showPlan(session, plan, isSame);
  showChanges(session, plan);
  const view = viewWithFacts(session, plan.after);
  notify(context, options, await commitEdit(session, plan));
  writeConfiguration(context, options, view, plan.generatedSecret);
  return exitCodes.done;
}

/** Edits a configuration that is picked from a list, by its form. */
export function editByForm(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runEdit(context, { ...options, ...plainChange, name: undefined, given: undefined });
}

type Session = StoreSession<EditOptions>;

/** The plan of the edit, once a secret that it needs was read or asked for. */
async function planned(session: Session, before: Configuration, input: EditInput): Promise<EditPlan> {
  const { fields, rotation } = input;
  const replacesSecret = input.secret.source !== undefined || rotation !== undefined;
  await refuseEdit(session, { before, fields, replacesSecret, rotation });
  const secret = await newSecret(session, before, input);
  const { encoding } = input.secret;
  return planEdit(session, { before, fields, rotation, secret, encoding });
}

/** The secret that takes the place of the present one; undefined when that is kept. */
async function newSecret(
  session: Session,
  before: Configuration,
  { fields, secret, rotation }: EditInput,
): Promise<NewSecret | undefined> {
  const { context, options } = session;
  if (rotation && secret.source === undefined && !canPrompt(context, options)) throw newSecretMissing(before);
  const algorithm = fields.signatureAlgorithm ?? before.signatureAlgorithm;
  refuseFaults(algorithmFaults(secret, algorithm), algorithmHint(secret, algorithm));
  return secret.source || rotation ? obtainSecret(session, secret, algorithm) : undefined;
}

function newSecretMissing({ name, signatureAlgorithm }: Configuration): Problem {
  const [flags, usual] = isHmac(signatureAlgorithm)
    ? [SECRET_FLAGS, '--generate-secret']
    : [KEY_FLAGS, '--secret-file new-public.pem'];
  return new Problem(
    'usage',
    `--rotate-secret needs the new secret (${flags})`,
    `for example: \`jwtadm edit ${shellWord(name)} --rotate-secret ${usual}\``,
  );
}

/** Shows an edit that is not made: because it would change nothing, or in a dry run. */
function showPlan(session: Session, plan: EditPlan, isSame: boolean): ExitCode {
  const { context, options } = session;
  if (isSame) note(context, options, `Nothing to change: ${plan.before.name} is like that already.`);
  else {
    showChanges(session, plan);
    note(context, options, 'Dry run: nothing was written.');
  }
  const shown = isSame ? plan.before : plan.after;
  writeConfiguration(context, options, viewWithFacts(session, shown), undefined);
  return exitCodes.done;
}

/** Shows what changes, unless the form did. */
function showChanges(session: Session, { before, after, changes }: EditPlan): void {
  const { context, options } = session;
  if (!options.given || !showsForms(options)) return;
  const changedSecrets = secretFields.filter((field) => Object.hasOwn(changes, field));
  const [old, young] = [viewWithFacts(session, before), viewWithFacts(session, after)];
  context.stderr.write(renderChanges(old, young, errorStyle(context, options), changedSecrets));
}

import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { renderForm } from '../terminal/configuration-form.ts';
import {
  type Created,
  type CreatePlan,
  commitCreate,
  commitCreateUnread,
  previewCreate,
  refuseCreate,
} from '../usecases/configurations/create.ts';
import {
  type ChangeFlags,
  type ChangeOptions,
  declareChangeFlags,
  plainChange,
  readChangeFlags,
} from './flags/change-flags.ts';
import { CREATE_EXAMPLE } from './flags/create-example.ts';
import { type CreateInput, emptyCreateInput, readCreateInput } from './flags/create-input.ts';
import { declareFieldFlags, type FieldFlags } from './flags/field-flags.ts';
import { declareSecretFlags, type SecretFlags } from './flags/secret-flags.ts';
import { fillCreateForm, planInput, reviewCreateForm } from './forms/create-form.ts';
import { obtainSecret } from './input/obtain-secret.ts';
import { openSession, type StoreSession } from './input/store-session.ts';
import { type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { viewWithFacts } from './output/configuration-view.ts';
import { errorStyle, note, notify, showsForms } from './output/notes.ts';
import { writeConfiguration } from './output/write-configuration.ts';

/** `jwtadm create`: declares its argument, options and help. */
export function createCommand(program: Program, context: Context, run = runCreate): void {
  const command = program
    .command('create')
    .description(
      'Create a configuration. On a terminal it asks for what is missing, shows the form, and asks whether to submit it.',
    )
    .argument('[new-name]', 'unique name of the configuration, for example ERP');
  declareFieldFlags(command, 'with defaults');
  declareSecretFlags(command, ' (default: utf8)');
  declareChangeFlags(command, {
    dryRun: 'show what would be created and write nothing',
    json: 'print the configuration as JSON, its secret left out',
  })
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: FieldFlags & SecretFlags & ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readChangeFlags(flags) };
      const given = readCreateInput(context, options, name, flags);
      program.exitCode = await run(context, { ...options, given });
    });
}

const examples = examplesText([
  ['Ask for everything', 'jwtadm create'],
  ['With a new random secret, shown once', CREATE_EXAMPLE],
  [
    'With the secret that the issuer gave you, in base64',
    'jwtadm create CRM --username-field sub --secret-file crm.secret --secret-encoding base64',
  ],
  [
    'With a new key pair, whose private key is for the issuer',
    'jwtadm create Portal --username-field sub --algorithm ES256 --generate-key portal-private.pem',
  ],
  [
    'With a public key that stays in its file',
    'jwtadm create HR --username-field email --algorithm RS256 --secret-ref file:hr.pem --enabled',
  ],
]);

/** What `create` was asked for. */
export interface CreateOptions extends GlobalOptions, ChangeOptions {
  readonly given: CreateInput;
}

/** Creates a configuration, asking for what is missing where that is possible. */
export async function runCreate(context: Context, options: CreateOptions): Promise<ExitCode> {
  const { given: input, isDryRun } = options;
  const isReviewed = input.isAsking || isDryRun;
  // A configuration that is only added is checked then: one read of a large store instead of two.
  const session = await openSession(context, options, 'create', { whenMissing: 'make', isLazy: !isReviewed });
  if (isReviewed) await refuseInVain(session, input);
  if (!input.isAsking) return isDryRun ? showDryRun(session, input) : createUnasked(session, input);
  const filled = await fillCreateForm(session, input);
  if (isDryRun) return showDryRun(session, filled);
  const plan = await reviewCreateForm(session, filled);
  if (plan) return showCreated(session, plan, await commitCreate(session, plan));
  note(context, options, 'Cancelled: nothing was changed.');
  return exitCodes.done;
}

/** Creates a configuration by its form, of which nothing is filled in. */
export function createByForm(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runCreate(context, { ...options, ...plainChange, given: emptyCreateInput });
}

/** Refuses a request that cannot succeed before jwtadm prompts or shows a dry run. */
function refuseInVain(session: Session, { name, algorithm, secret }: CreateInput): Promise<void> {
  return refuseCreate(session, { name, algorithm, isReference: secret.source?.kind === 'reference' });
}

type Session = StoreSession<CreateOptions>;

async function plannedFrom(session: Session, input: CreateInput): Promise<CreatePlan> {
  return planInput(session, input, await obtainSecret(session, input.secret, input.algorithm));
}

/** Shows what would be created, and writes nothing. */
async function showDryRun(session: Session, input: CreateInput): Promise<ExitCode> {
  const { context, options } = session;
  const plan = await plannedFrom(session, input);
  notify(context, options, plan.notices);
  const view = viewWithFacts(session, await previewCreate(session, plan));
  if (showsForms(options))
    context.stderr.write(renderForm(view, errorStyle(context, options), context.now()));
  note(context, options, 'Dry run: nothing was written.');
  writeConfiguration(context, options, view, undefined);
  return exitCodes.done;
}

/** Creates what the flags say, in a store that was not read yet. */
async function createUnasked(session: Session, input: CreateInput): Promise<ExitCode> {
  const { context, options } = session;
  const plan = await plannedFrom(session, input);
  const created = await commitCreateUnread(session, plan);
  notify(context, options, plan.notices);
  return showCreated(session, plan, created);
}

function showCreated(session: Session, { generatedSecret }: CreatePlan, created: Created): ExitCode {
  const { context, options } = session;
  notify(context, options, created.notices);
  writeConfiguration(context, options, viewWithFacts(session, created.configuration), generatedSecret);
  return exitCodes.done;
}

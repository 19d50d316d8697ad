import type { Context } from '../context.ts';
import { isHmac } from '../domain/algorithm.ts';
import type { Configuration } from '../domain/configuration.ts';
import { holdsLiteralSecret } from '../domain/configuration-secrets.ts';
import { shellWord } from '../domain/shell-word.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderForm } from '../terminal/configuration-form.ts';
import {
  type CompletedConfiguration,
  completeConfiguration,
} from '../usecases/configurations/complete-configuration.ts';
import { viewWithFacts } from '../usecases/configurations/configuration-facts.ts';
import { findByName } from '../usecases/configurations/find-configuration.ts';
import type { Store } from '../usecases/ports.ts';
import {
  encryptNewSecrets,
  isEncrypted,
  refuseOtherEncryption,
  requireDataKey,
  warnOfPlainText,
} from '../usecases/secrets/encrypt-fields.ts';
import { changeWithKey } from '../usecases/secrets/key-file.ts';
import { warnOfReference } from '../usecases/secrets/review-stored-secret.ts';
import { type StoredSecrets, storedSecrets } from '../usecases/secrets/stored-secrets.ts';
import { CREATE_EXAMPLE } from './flags/create-example.ts';
import { type CreateOptions, type CreateRequest, readCreateRequest } from './flags/create-request.ts';
import { declareFieldFlags, type FieldFlags } from './flags/field-flags.ts';
import { declareSecretFlags, type SecretFlags } from './flags/secret-flags.ts';
import { fillCreateForm, reviewCreateForm } from './forms/create-form.ts';
import { authorOf } from './input/author.ts';
import { readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { errorStyle, note, showsForms, warn } from './output/notes.ts';
import { privateKeyNote } from './output/private-key-note.ts';
import { writeConfiguration } from './output/write-configuration.ts';

interface CreateFlags extends FieldFlags, SecretFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

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
  command
    .option('--dry-run', 'show what would be created and write nothing')
    .option('--json', 'print the configuration as JSON, its secret left out')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: CreateFlags) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        name,
        fieldFlags: flags,
        secretFlags: flags,
        isDryRun: flags.dryRun === true,
        json: flags.json === true,
      });
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

/** Creates a configuration, asking for what is missing where somebody can be asked. */
export async function runCreate(context: Context, options: CreateOptions): Promise<ExitCode> {
  const typed = readCreateRequest(context, options);
  const author = authorOf(context, 'create');
  const isReviewed = typed.isAsking || options.isDryRun;
  // What is only added is checked when it is: one read of a large store instead of two.
  const isLazy = !isReviewed;
  const store = await context.openStore({ ...storeRequest(options, 'make'), author, isLazy });
  const secrets = storedSecrets(context, options, store);
  if (isReviewed) await refuseInVain(store, secrets, typed);
  const request = typed.isAsking ? await fillCreateForm(context, store, typed) : typed;
  const completed = await completeConfiguration(context, options, store, request, author);
  if (options.isDryRun) return showDryRun(context, options, store, secrets, completed);
  if (!typed.isAsking) return addWithoutLoading(context, options, store, secrets, completed);
  const tell = (each: CompletedConfiguration) => tellOfSecret(context, options, secrets, each);
  const first = { request, completed };
  const submitted = await reviewCreateForm(context, options, store, secrets, first, author, tell);
  if (submitted) return storeCreated(context, options, store, secrets, submitted);
  note(context, options, 'Cancelled: nothing was changed.');
  return exitCodes.done;
}

/** Shows what would be created, and writes nothing. */
async function showDryRun(
  context: Context,
  options: CreateOptions,
  store: Store,
  secrets: StoredSecrets,
  completed: CompletedConfiguration,
): Promise<ExitCode> {
  tellOfSecret(context, options, secrets, completed);
  const { configuration: plain } = completed;
  const configuration = { ...plain, ...(await encryptNewSecrets(store, secrets, plain)) };
  const view = viewWithFacts(configuration, store.fingerprintKey, secrets);
  if (showsForms(options))
    context.stderr.write(renderForm(view, errorStyle(context, options), context.now()));
  note(context, options, 'Dry run: nothing was written.');
  writeConfiguration(context, options, view, undefined);
  return exitCodes.done;
}

/** Adds a configuration to a store that nobody has looked into; one that encrypts is looked into then. */
async function addWithoutLoading(
  context: Context,
  options: CreateOptions,
  store: Store,
  secrets: StoredSecrets,
  completed: CompletedConfiguration,
): Promise<ExitCode> {
  const isAdded = await isAddedUnread(context, store, completed);
  const tell = () => tellOfSecret(context, options, secrets, completed);
  if (!isAdded) return storeCreated(context, options, store, secrets, completed, tell);
  tell();
  return tellCreated(context, options, store, secrets, completed);
}

/** Adds a configuration, its secret encrypted where the store encrypts; `tell` says what is to be said after. */
async function storeCreated(
  context: Context,
  options: CreateOptions,
  store: Store,
  secrets: StoredSecrets,
  completed: CompletedConfiguration,
  tell = () => {},
): Promise<ExitCode> {
  const { configuration: plain, privateKey } = completed;
  const configuration = { ...plain, ...(await encryptNewSecrets(store, secrets, plain)) };
  await changeWithKey({ store, keyFiles: context.keyFiles }, privateKey, (draft) => {
    refuseOtherEncryption(draft, store);
    rejectDuplicateName(draft.configurations, plain.name);
    draft.add(configuration);
  });
  tell();
  return tellCreated(context, options, store, secrets, { ...completed, configuration });
}

/** Ends a command before somebody is asked in vain: for a name that is taken, or in a store that cannot be unlocked. */
async function refuseInVain(
  store: Store,
  secrets: StoredSecrets,
  { name, secret, algorithm }: CreateRequest,
): Promise<void> {
  if (name !== undefined) rejectDuplicateName(store.configurations, name);
  const isSecretStored = secret.source?.kind !== 'reference' && isHmac(algorithm);
  if (isSecretStored && isEncrypted(store)) await requireDataKey(store, secrets);
}

/** Adds a configuration as it is, unless it has a secret and the store, which is read only now, encrypts. */
async function isAddedUnread(
  context: Context,
  store: Store,
  { configuration: plain, privateKey }: CompletedConfiguration,
): Promise<boolean> {
  let isAdded = true;
  await changeWithKey({ store, keyFiles: context.keyFiles }, privateKey, (draft) => {
    rejectDuplicateName(draft.configurations, plain.name);
    isAdded = !(holdsLiteralSecret(plain) && isEncrypted(draft));
    if (isAdded) draft.add(plain);
  });
  return isAdded;
}

function tellOfSecret(
  context: Context,
  options: CreateOptions,
  secrets: StoredSecrets,
  { configuration, secret }: CompletedConfiguration,
): void {
  for (const text of secret.notes) note(context, options, text);
  for (const text of secret.warnings) warn(context, options, text);
  warnOfReference(context, options, secrets, configuration);
}

function rejectDuplicateName(configurations: readonly Configuration[], name: string): void {
  const duplicate = findByName(configurations, name);
  if (!duplicate) return;
  throw new Problem(
    'usage',
    `there is a configuration ${duplicate.name} already; nothing was changed`,
    `change it with \`jwtadm edit ${shellWord(duplicate.name)}\`, or choose another name`,
  );
}

function tellCreated(
  context: Context,
  options: CreateOptions,
  store: Store,
  secrets: StoredSecrets,
  { configuration, generatedSecret, privateKey }: CompletedConfiguration,
): ExitCode {
  const { name, enabled } = configuration;
  warnOfPlainText(context, options, configuration);
  if (!store.exists) note(context, options, `Made the store ${store.label}.`);
  note(
    context,
    options,
    enabled
      ? `Created ${name} (enabled).`
      : `Created ${name} (disabled): enable it with \`jwtadm enable ${shellWord(name)}\`.`,
  );
  if (privateKey) note(context, options, privateKeyNote(privateKey));
  const stored = viewWithFacts(configuration, store.fingerprintKey, secrets);
  writeConfiguration(context, options, stored, generatedSecret);
  return exitCodes.done;
}

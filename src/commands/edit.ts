import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { secretFields } from '../domain/configuration-secrets.ts';
import { shellWord } from '../domain/shell-word.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderChanges } from '../terminal/configuration-form.ts';
import { applyEdit } from '../usecases/configurations/apply-edit.ts';
import { viewWithFacts } from '../usecases/configurations/configuration-facts.ts';
import { findByName, findOrAsk, requireName } from '../usecases/configurations/find-configuration.ts';
import type { StoreDraft } from '../usecases/ports.ts';
import { refuseOtherEncryption, warnOfPlainText } from '../usecases/secrets/encrypt-fields.ts';
import { changeWithKey } from '../usecases/secrets/key-file.ts';
import { storedSecrets } from '../usecases/secrets/stored-secrets.ts';
import { EDIT_EXAMPLE, type EditOptions, readEditRequest } from './flags/edit-request.ts';
import { declareFieldFlags, type FieldFlags, repeatable } from './flags/field-flags.ts';
import { declareRotationFlags, type RotationFlags } from './flags/rotation-flags.ts';
import { declareSecretFlags, type SecretFlags } from './flags/secret-flags.ts';
import { unsettableFields } from './flags/unset-fields.ts';
import { fillEditForm } from './forms/edit-form.ts';
import { authorOf } from './input/author.ts';
import { readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { errorStyle, note, showsForms } from './output/notes.ts';
import { privateKeyNote } from './output/private-key-note.ts';
import { writeConfiguration } from './output/write-configuration.ts';

interface EditFlags extends FieldFlags, SecretFlags, RotationFlags {
  readonly name?: string;
  readonly unset?: string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
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
  command
    .option('--dry-run', 'show what would change and write nothing')
    .option('--json', 'print the configuration as JSON, its secret left out')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: EditFlags) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        name,
        newName: flags.name,
        unset: flags.unset ?? [],
        fieldFlags: flags,
        secretFlags: flags,
        rotationFlags: flags,
        isDryRun: flags.dryRun === true,
        json: flags.json === true,
      });
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

/** Changes what the flags name; refuses when somebody else changed the configuration meanwhile. */
export async function runEdit(context: Context, options: EditOptions): Promise<ExitCode> {
  const typed = readEditRequest(context, options);
  requireName(context, options, options.name, EDIT_EXAMPLE);
  const author = authorOf(context, 'edit');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const before = await findOrAsk(context, store, options.name);
  const secrets = storedSecrets(context, options, store);
  const request = typed ?? (await fillEditForm(context, options, store, secrets, before));
  if (!request) {
    note(context, options, 'Cancelled: nothing was changed.');
    return exitCodes.done;
  }
  if (request.fields.name !== undefined) refuseTakenName(store.configurations, before, request.fields.name);
  const edited = await applyEdit(context, options, store, secrets, before, request, author);
  const { changes, after, generatedSecret, privateKey } = edited;
  const viewBefore = viewWithFacts(before, store.fingerprintKey, secrets);
  if (Object.keys(changes).length === 0) {
    note(context, options, `Nothing to change: ${before.name} is like that already.`);
    writeConfiguration(context, options, viewBefore, undefined);
    return exitCodes.done;
  }
  const view = viewWithFacts(after, store.fingerprintKey, secrets);
  // The form has shown them.
  if (typed && showsForms(options)) {
    const changedSecrets = secretFields.filter((field) => Object.hasOwn(changes, field));
    context.stderr.write(renderChanges(viewBefore, view, errorStyle(context, options), changedSecrets));
  }
  if (options.isDryRun) {
    note(context, options, 'Dry run: nothing was written.');
    writeConfiguration(context, options, view, undefined);
    return exitCodes.done;
  }
  await changeWithKey({ store, keyFiles: context.keyFiles }, privateKey, (draft) => {
    refuseOtherEncryption(draft, store);
    refuseConflict(draft, before);
    refuseTakenName(draft.configurations, before, after.name);
    draft.patch(before.name, edited.settings);
  });
  warnOfPlainText(context, options, after, before);
  note(context, options, `Changed ${after.name}.`);
  if (privateKey) note(context, options, privateKeyNote(privateKey));
  for (const text of edited.rotationNotes) note(context, options, text);
  writeConfiguration(context, options, view, generatedSecret);
  return exitCodes.done;
}

function refuseTakenName(
  configurations: readonly Configuration[],
  before: Configuration,
  name: string,
): void {
  const duplicate = findByName(configurations, name);
  if (!duplicate || duplicate.name === before.name) return;
  throw new Problem(
    'usage',
    `there is a configuration ${duplicate.name} already; nothing was changed`,
    `choose another name; \`jwtadm show ${shellWord(duplicate.name)}\` shows what has this one`,
  );
}

/** What somebody else changed since it was read is never overwritten. */
function refuseConflict(draft: StoreDraft, before: Configuration): void {
  if (isDeepStrictEqual(findByName(draft.configurations, before.name), before)) return;
  throw new Problem(
    'store',
    `${before.name} was changed by somebody else meanwhile; nothing was written`,
    `look at it with \`jwtadm show ${shellWord(before.name)}\` and run the command again`,
  );
}

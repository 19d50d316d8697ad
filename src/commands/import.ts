import type { Context } from '../context.ts';
import { type ConflictChoice, conflictChoices, type ImportStep } from '../domain/import-plan.ts';
import { type TransferFormat, transferFormats } from '../domain/transfer.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { jsonDocument } from '../terminal/json.ts';
import { commitImport, type ImportPlan, planImportInto } from '../usecases/configurations/import.ts';
import { isEncrypted, reviewPlainText } from '../usecases/secrets/encrypt-fields.ts';
import { reviewImportedSecret } from '../usecases/secrets/review-stored-secret.ts';
import {
  type ChangeFlags,
  type ChangeOptions,
  declareChangeFlags,
  readChangeFlags,
} from './flags/change-flags.ts';
import { readTransferFile } from './input/read-transfer-file.ts';
import { openSession } from './input/store-session.ts';
import { choosing } from './line/choosing.ts';
import { type GlobalOptions, oneOf, readGlobalOptions } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { note, notify } from './output/notes.ts';

/** What `import` was asked for. */
export interface ImportOptions extends GlobalOptions, ChangeOptions {
  /** Path of the file, or `-`. */
  readonly file: string;
  /** Undefined: as the document looks. */
  readonly format: TransferFormat | undefined;
  readonly onConflict: ConflictChoice;
}

interface ImportFlags extends ChangeFlags {
  readonly format?: string;
  readonly onConflict: string;
}

/** `jwtadm import`: declares its argument, options and help. */
export function importCommand(program: Program, context: Context, run = runImport): void {
  const command = program
    .command('import')
    .description(
      'Take configurations in from another store or from the analytics server, all of them or none.',
    )
    .argument('<file>', 'the file, or - for stdin')
    .addOption(
      choosing('--format <format>', `${transferFormats.join(', ')} (default: as it looks)`, transferFormats),
    )
    .addOption(
      choosing(
        '--on-conflict <choice>',
        `what becomes of a name that is taken: ${conflictChoices.join(', ')}`,
        conflictChoices,
      ).default('fail'),
    );
  declareChangeFlags(command, {
    dryRun: 'say what would be done and write nothing',
    json: 'print what was done as JSON',
  })
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, FORMATS))
    .action(async (file: string, flags: ImportFlags) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        ...readChangeFlags(flags),
        file,
        format: flags.format === undefined ? undefined : oneOf('--format', flags.format, transferFormats),
        onConflict: oneOf('--on-conflict', flags.onConflict, conflictChoices),
      });
    });
}

const examples = examplesText([
  ["The server's list, as its REST interface answers", 'jwtadm import token-list.json --dry-run'],
  ['Another store, in place of what has the same names', 'jwtadm import other.json --on-conflict replace'],
]);

const FORMATS =
  'The format jwtadm is the format of stores. datafor is the format of the analytics server: the answer of its token list, a list of configurations, or one of them. Values that jwtadm has no field for are kept, and export writes them again.';

/** Takes the configurations of a file into the store, in one change. */
export async function runImport(context: Context, options: ImportOptions): Promise<ExitCode> {
  const incoming = readTransferFile(context, options.file, options.format);
  const session = await openSession(context, options, 'import', { whenMissing: 'make' });
  const { store, secrets } = session;
  const plan = planImportInto(store, incoming, options.onConflict);
  refuseConflicts(plan);
  if (!options.isDryRun) await commitImport(session, plan);
  noteSteps(context, options, plan.steps);
  notify(context, options, plan.notices);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
  else if (!store.exists) note(context, options, `Made the store ${store.label}.`);
  for (const { configuration } of plan.written) {
    notify(context, options, reviewImportedSecret(secrets, configuration));
    if (!isEncrypted(store)) notify(context, options, reviewPlainText(secrets, configuration));
  }
  if (options.json) {
    context.stdout.write(jsonDocument({ path: store.address, steps: plan.steps.map(stepDocument) }));
  }
  return exitCodes.done;
}

function refuseConflicts({ conflicts }: ImportPlan): void {
  if (conflicts.length === 0) return;
  throw new Problem(
    'usage',
    `${conflicts.join(', ')}: ${conflicts.length === 1 ? 'this name is' : 'these names are'} taken; nothing was changed`,
    '--on-conflict skip, replace or rename says what to do; with --dry-run, only to look',
  );
}

/** Says in a line what becomes of configurations of the same action, those whose names were taken first. */
function noteSteps(context: Context, options: ImportOptions, steps: readonly ImportStep[]): void {
  const would = options.isDryRun ? 'Would be ' : '';
  for (const [action, word] of Object.entries(words)) {
    const names = steps
      .filter((step) => step.action === action)
      .map(({ name, configuration }) => (action === 'renamed' ? `${name} to ${configuration.name}` : name));
    const verb = would + (options.isDryRun ? word.toLowerCase() : word);
    if (names.length > 0) note(context, options, `${verb}: ${names.join(', ')}.`);
  }
}

const words = {
  replaced: 'Replaced',
  renamed: 'Renamed',
  skipped: 'Skipped',
  unchanged: 'Unchanged',
  added: 'Added',
} as const;

function stepDocument({ action, name, configuration }: ImportStep): object {
  return { name, action, ...(action === 'renamed' && { to: configuration.name }) };
}

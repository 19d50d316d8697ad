import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { viewWithFacts } from '../usecases/configurations/configuration-facts.ts';
import {
  findConfigurations,
  findOrPick,
  requireName,
} from '../usecases/configurations/find-configuration.ts';
import { storedSecrets } from '../usecases/secrets/stored-secrets.ts';
import { authorOf } from './input/author.ts';
import { canPrompt, type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { note } from './output/notes.ts';
import { writeConfigurations } from './output/write-configuration.ts';

/** What `delete` was asked for. */
export interface DeleteOptions extends GlobalOptions {
  readonly names: readonly string[];
  /** True with `--yes`: do not ask. */
  readonly isConfirmed: boolean;
  readonly isDryRun: boolean;
  readonly json: boolean;
}

/** `jwtadm delete`: declares its argument, options and help. */
export function deleteCommand(program: Program, context: Context, run = runDelete): void {
  const command = program
    .command('delete')
    .alias('rm')
    .description('Delete configurations, all of the named ones or none. Asks before it does.')
    .argument('[names...]', 'names of the configurations')
    .option('-y, --yes', 'do not ask')
    .option('--dry-run', 'say what would be deleted and write nothing')
    .option('--json', 'print what was deleted as JSON, without its secret; for several names an array')
    .addHelpText('after', examples)
    .action(async (names: string[], flags: { yes?: boolean; dryRun?: boolean; json?: boolean }) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        names,
        isConfirmed: flags.yes === true,
        isDryRun: flags.dryRun === true,
        json: flags.json === true,
      });
    });
}

const examples = examplesText([
  ['Ask, then delete', 'jwtadm delete ERP'],
  ['Several, in a script', 'jwtadm delete ERP CRM --yes'],
]);

/** Deletes the named configurations once that is confirmed. */
export async function runDelete(context: Context, options: DeleteOptions): Promise<ExitCode> {
  const { names } = options;
  requireName(context, options, names[0], 'jwtadm delete ERP --yes');
  const isSure = options.isConfirmed || options.isDryRun;
  if (!isSure && !canPrompt(context, options)) {
    throw new Problem('usage', 'delete asks before it does, and nobody can be asked here', 'add --yes');
  }
  const author = authorOf(context, 'delete');
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), author });
  const doomed = await findOrPick(context, store, names, 'Delete which?');
  const typed = names.length === 0 ? doomed.map(({ name }) => name) : names;
  if (doomed.length === 0) {
    note(context, options, 'None was picked: nothing was changed.');
    return exitCodes.done;
  }
  if (!isSure && !(await context.prompt.confirm({ message: question(doomed), initial: false }))) {
    note(context, options, 'Nothing was changed.');
    return exitCodes.done;
  }
  const told = doomed.map(({ name }) => name).join(', ');
  if (options.isDryRun) {
    note(context, options, `Would delete ${told}.`);
    note(context, options, 'Dry run: nothing was written.');
  } else {
    await store.change((draft) => {
      for (const each of findConfigurations(draft.configurations, typed)) draft.remove(each.name);
    });
    note(context, options, `Deleted ${told}.`);
  }
  if (options.json) {
    const secrets = storedSecrets(context, options, store);
    writeConfigurations(
      context,
      doomed.map((each) => viewWithFacts(each, store.fingerprintKey, secrets)),
      typed.length,
    );
  }
  return exitCodes.done;
}

function question(doomed: readonly Configuration[]): string {
  const told = doomed.map(({ name, enabled }) => (enabled ? `${name} (enabled)` : name));
  return `Delete ${told.join(', ')}?`;
}

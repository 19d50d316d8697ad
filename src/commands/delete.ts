import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { commitDelete, planDelete } from '../usecases/configurations/delete.ts';
import {
  type ChangeFlags,
  type ConfirmedChangeOptions,
  declareChangeFlags,
  plainChange,
  readConfirmedChangeFlags,
} from './flags/change-flags.ts';
import { namesOrPick, requireName } from './input/choose-configuration.ts';
import { isConfirmed, refuseUnconfirmed } from './input/confirm.ts';
import { openSession } from './input/store-session.ts';
import { type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { viewWithFacts } from './output/configuration-view.ts';
import { note } from './output/notes.ts';
import { writeConfigurations } from './output/write-configuration.ts';

/** What `delete` was asked for. */
export interface DeleteOptions extends GlobalOptions, ConfirmedChangeOptions {
  readonly names: readonly string[];
}

/** `jwtadm delete`: declares its argument, options and help. */
export function deleteCommand(program: Program, context: Context, run = runDelete): void {
  const command = program
    .command('delete')
    .alias('rm')
    .description('Delete configurations, all of the named ones or none. Asks before it does.')
    .argument('[names...]', 'names of the configurations');
  declareChangeFlags(command, {
    yes: 'do not ask',
    dryRun: 'say what would be deleted and write nothing',
    json: 'print what was deleted as JSON, without its secret; for several names an array',
  })
    .addHelpText('after', examples)
    .action(async (names: string[], flags: ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readConfirmedChangeFlags(flags), names };
      program.exitCode = await run(context, options);
    });
}

const examples = examplesText([
  ['Ask, then delete', 'jwtadm delete ERP'],
  ['Several, in a script', 'jwtadm delete ERP CRM --yes'],
]);

/** Deletes the named configurations once that is confirmed. */
export async function runDelete(context: Context, options: DeleteOptions): Promise<ExitCode> {
  requireName(context, options, options.names[0], 'jwtadm delete ERP --yes');
  refuseUnconfirmed(context, options, 'delete');
  const session = await openSession(context, options, 'delete');
  const names = await namesOrPick(context, session.store, options.names, 'Delete which?');
  const plan = planDelete(session, names);
  const { configurations } = plan;
  if (configurations.length === 0) {
    note(context, options, 'None was picked: nothing was changed.');
    return exitCodes.done;
  }
  if (!(await isConfirmed(context, options, question(configurations)))) return exitCodes.done;
  if (!options.isDryRun) await commitDelete(session, plan);
  const told = configurations.map(({ name }) => name).join(', ');
  note(context, options, options.isDryRun ? `Would delete ${told}.` : `Deleted ${told}.`);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
  if (options.json) {
    const views = configurations.map((each) => viewWithFacts(session, each));
    writeConfigurations(context, views, names.length);
  }
  return exitCodes.done;
}

/** Deletes configurations that are picked from a list. */
export function deletePicked(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runDelete(context, { ...options, ...plainChange, names: [], isConfirmed: false });
}

function question(doomed: readonly Configuration[]): string {
  const told = doomed.map(({ name, enabled }) => (enabled ? `${name} (enabled)` : name));
  return `Delete ${told.join(', ')}?`;
}

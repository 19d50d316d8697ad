import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import {
  commitSetEnabled,
  planSetEnabled,
  reviewEnabled,
  type SetEnabledPlan,
} from '../usecases/configurations/set-enabled.ts';
import {
  type ChangeFlags,
  type ChangeOptions,
  declareChangeFlags,
  plainChange,
  readChangeFlags,
} from './flags/change-flags.ts';
import { namesOrPick, requireName } from './input/choose-configuration.ts';
import { openSession, type StoreSession } from './input/store-session.ts';
import { type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { viewWithFacts } from './output/configuration-view.ts';
import { note, notify } from './output/notes.ts';
import { writeConfigurations } from './output/write-configuration.ts';

/** The two commands, which differ in words and in what they set. */
interface SetEnabledCommand {
  readonly name: 'enable' | 'disable';
  readonly description: string;
  readonly enabled: boolean;
  /** What is asked where no name was given. */
  readonly question: string;
  readonly done: string;
  readonly participle: string;
}

const enable: SetEnabledCommand = {
  name: 'enable',
  description: 'Accept tokens under the named configurations.',
  enabled: true,
  question: 'Enable which?',
  done: 'Enabled',
  participle: 'enabled',
};

const disable: SetEnabledCommand = {
  name: 'disable',
  description: 'Accept no tokens under the named configurations.',
  enabled: false,
  question: 'Disable which?',
  done: 'Disabled',
  participle: 'disabled',
};

/** What `enable` or `disable` was asked for. */
export interface SetEnabledOptions extends GlobalOptions, ChangeOptions {
  readonly names: readonly string[];
}

/** `jwtadm enable`: declares its argument, options and help. */
export function enableCommand(program: Program, context: Context): void {
  declare(program, context, enable);
}

/** `jwtadm disable`: declares its argument, options and help. */
export function disableCommand(program: Program, context: Context): void {
  declare(program, context, disable);
}

function declare(program: Program, context: Context, which: SetEnabledCommand): void {
  const command = program
    .command(which.name)
    .description(which.description)
    .argument('[names...]', 'names of the configurations');
  declareChangeFlags(command, {
    dryRun: 'say what would change and write nothing',
    json: 'print the configuration as JSON, without its secret; for several names an array',
  })
    .addHelpText(
      'after',
      examplesText([
        ['One configuration', `jwtadm ${which.name} ERP`],
        ['Several together, all or none', `jwtadm ${which.name} ERP CRM HR`],
      ]),
    )
    .action(async (names: string[], flags: ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readChangeFlags(flags), names };
      program.exitCode = await runSetEnabled(context, options, which);
    });
}

/** Enables a configuration that is disabled, and disables one that is enabled. */
export function toggleEnabled(
  context: Context,
  options: GlobalOptions,
  { name, enabled }: { readonly name: string; readonly enabled: boolean },
): Promise<ExitCode> {
  return runSetEnabled(context, { ...options, ...plainChange, names: [name] }, enabled ? disable : enable);
}

/**
 * Enables or disables the named configurations, all or none, and says which changed and which were
 * so already.
 */
async function runSetEnabled(
  context: Context,
  options: SetEnabledOptions,
  which: SetEnabledCommand,
): Promise<ExitCode> {
  requireName(context, options, options.names[0], `jwtadm ${which.name} ERP`);
  const session = await openSession(context, options, which.name);
  const names = await namesOrPick(context, session.store, options.names, which.question);
  if (names.length === 0) note(context, options, 'None was picked: nothing was changed.');
  const plan = planSetEnabled(session, { names, enabled: which.enabled });
  if (!options.isDryRun) await commitSetEnabled(session, plan);
  showOutcome(session, plan, which);
  notify(context, options, await reviewEnabled(session, plan));
  if (options.json) {
    const views = plan.after.map((each) => viewWithFacts(session, each));
    writeConfigurations(context, views, names.length);
  }
  return exitCodes.done;
}

function showOutcome(
  { context, options }: StoreSession<SetEnabledOptions>,
  { changed, unchanged }: SetEnabledPlan,
  { done, participle }: SetEnabledCommand,
): void {
  if (changed.length > 0) {
    const verb = options.isDryRun ? `Would be ${participle}` : done;
    note(context, options, `${verb}: ${changed.join(', ')}.`);
  }
  if (unchanged.length > 0) note(context, options, `Already ${participle}: ${unchanged.join(', ')}.`);
  if (options.isDryRun) note(context, options, 'Dry run: nothing was written.');
}

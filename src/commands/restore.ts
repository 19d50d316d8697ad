import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { changeText } from '../terminal/change-text.ts';
import { jsonDocument } from '../terminal/json.ts';
import { commitRestore, planRestore, type RestorePlan } from '../usecases/history/restore.ts';
import {
  type ChangeFlags,
  type ConfirmedChangeOptions,
  declareChangeFlags,
  readConfirmedChangeFlags,
} from './flags/change-flags.ts';
import { authorOf } from './input/author.ts';
import { isConfirmed, refuseUnconfirmed } from './input/confirm.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { note, showsForms, warn } from './output/notes.ts';

/** What `restore` was asked for. */
export interface RestoreOptions extends GlobalOptions, ConfirmedChangeOptions {
  readonly generation: number;
}

/** `jwtadm restore`: declares its argument, options and help. */
export function restoreCommand(program: Program, context: Context, run = runRestore): void {
  const command = program
    .command('restore')
    .description(
      'Take the store back to what it was before a change. Shows what that means, and asks before it does; what is there now is kept, so that this can be taken back, too.',
    )
    .argument('<generation>', 'the number that `jwtadm history` shows in its first column');
  declareChangeFlags(command, {
    yes: 'do not ask',
    dryRun: 'say what would change and write nothing',
    json: 'print what changes as one JSON document',
  })
    .addHelpText('after', examples)
    .action(async (number: string, flags: ChangeFlags) => {
      const options = { ...readGlobalOptions(command), ...readConfirmedChangeFlags(flags) };
      program.exitCode = await run(context, { ...options, generation: readGeneration(number) });
    });
}

const examples = examplesText([
  ['See what there is', 'jwtadm history'],
  ['What would it mean to take back change 12?', 'jwtadm restore 12 --dry-run'],
  ['Do it, in a script', 'jwtadm restore 12 --yes'],
]);

function readGeneration(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Problem(
    'usage',
    'GENERATION must be the number of a kept generation',
    '`jwtadm history` shows it in the first column',
  );
}

/** Takes the store back to a kept generation once that is confirmed. */
export async function runRestore(context: Context, options: RestoreOptions): Promise<ExitCode> {
  const { generation } = options;
  refuseUnconfirmed(context, options, 'restore');
  const author = authorOf(context, 'restore');
  const store = await context.openStore({ ...storeRequest(options, 'make'), author, isLazy: true });
  const plan = await planRestore({ store }, generation);
  showPlan(context, options, store.label, plan);
  if (!(await isConfirmed(context, options, 'Restore?'))) return exitCodes.done;
  if (options.isDryRun) {
    note(context, options, 'Dry run: nothing was written.');
  } else {
    await commitRestore({ store }, plan);
    note(
      context,
      options,
      `Restored generation ${generation}. \`jwtadm history\` shows how to take this back.`,
    );
  }
  if (options.json) context.stdout.write(jsonDocument({ generation, changes: plan.changes }));
  return exitCodes.done;
}

function showPlan(
  context: Context,
  options: RestoreOptions,
  label: string,
  { current, changes }: RestorePlan,
): void {
  if (current && !current.ok) warn(context, options, `what is there now is no store: ${current.reason}`);
  if (!current) note(context, options, `There is no ${label} now.`);
  if (!showsForms(options)) return;
  if (changes.length === 0) note(context, options, 'No configuration differs.');
  for (const change of changes) context.stderr.write(`  ${changeText(change)}\n`);
}

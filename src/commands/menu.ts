import type { Context } from '../context.ts';
import { suggestedIn } from '../domain/suggested-command.ts';
import { unreachable } from '../domain/unreachable.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderProblem } from '../terminal/problem.ts';
import type { ConfigurationStore } from '../usecases/ports.ts';
import { checkAll } from './check.ts';
import { createByForm } from './create.ts';
import { deletePicked } from './delete.ts';
import { editByForm } from './edit.ts';
import { toggleEnabled } from './enable.ts';
import { findOrAsk } from './input/choose-configuration.ts';
import { type GlobalOptions, storeRequest } from './line/global-options.ts';
import { listAll } from './list.ts';
import { errorStyle, note } from './output/notes.ts';
import { problemText } from './output/refusal-text.ts';
import { showPicked } from './show.ts';
import { verifyPasted } from './verify.ts';

const actions = [
  ['open', 'Open a configuration'],
  ['create', 'Create one'],
  ['edit', 'Edit one'],
  ['toggle', 'Enable or disable one'],
  ['verify', 'Verify a pasted token'],
  ['check', 'Check them all'],
  ['delete', 'Delete some'],
  ['list', 'Show the list again'],
  ['quit', 'Quit'],
] as const;

type Action = (typeof actions)[number][0];

/** What can be done where there is no configuration yet. */
const firstActions: readonly Action[] = ['create', 'quit'];

/** After these the list is another; after the others it would only push away what they showed. */
const changing: readonly Action[] = ['create', 'edit', 'toggle', 'delete'];

/** `jwtadm` alone on a terminal: the list and its actions, until the user quits. */
export async function runMenu(context: Context, options: GlobalOptions): Promise<ExitCode> {
  let action: Action = 'list';
  while (action !== 'quit') {
    const chosen: Exclude<Action, 'quit'> = action;
    await attempt(context, options, () => act(context, options, chosen));
    if (changing.includes(chosen)) await showList(context, options);
    action = await askAction(context, options);
  }
  return exitCodes.done;
}

async function askAction(context: Context, options: GlobalOptions): Promise<Action> {
  const { configurations } = await openedStore(context, options);
  const offered = actions.filter(([value]) => configurations.length > 0 || firstActions.includes(value));
  try {
    return await context.prompt.choose<Action>({
      message: 'What next?',
      choices: offered.map(([value, label]) => ({ value, label })),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'interrupted') throw error;
    // Not as a question of a form, before which nothing was changed.
    throw new Problem('interrupted', 'Stopped. Changes you submitted before are kept.');
  }
}

/** The store as it is now. If there is no store yet, the first configuration creates it. */
function openedStore(context: Context, options: GlobalOptions): Promise<ConfigurationStore> {
  return context.openStore(storeRequest(options, 'make'));
}

async function showList(context: Context, options: GlobalOptions): Promise<void> {
  const { exists, label } = await openedStore(context, options);
  if (!exists) {
    note(context, options, `There is no store ${label} yet: the first configuration makes it.`);
    return;
  }
  await listAll(context, options);
}

/** Reports the problem of a failed action and keeps the menu open; Ctrl-C ends it. */
async function attempt(context: Context, options: GlobalOptions, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'interrupted') throw error;
    const { message, hint } = problemText(error);
    const told = { message, hint: hint && suggestedIn(options, hint) };
    context.stderr.write(renderProblem(told, errorStyle(context, options)));
  }
}

function act(context: Context, options: GlobalOptions, action: Exclude<Action, 'quit'>): Promise<unknown> {
  switch (action) {
    case 'list':
      return showList(context, options);
    case 'open':
      return showPicked(context, options);
    case 'create':
      return createByForm(context, options);
    case 'edit':
      return editByForm(context, options);
    case 'toggle':
      return toggle(context, options);
    case 'verify':
      return verifyPasted(context, options);
    case 'check':
      return checkAll(context, options);
    case 'delete':
      return deletePicked(context, options);
    default:
      return unreachable(action);
  }
}

async function toggle(context: Context, options: GlobalOptions): Promise<ExitCode> {
  const store = await context.openStore(storeRequest(options, 'refuse'));
  return toggleEnabled(context, options, await findOrAsk(context, store, undefined));
}

import type { Context } from '../../context.ts';
import { Problem } from '../../problem.ts';
import type { ConfirmedChangeOptions } from '../flags/change-flags.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { note } from '../output/notes.ts';

type Options = GlobalOptions & Pick<ConfirmedChangeOptions, 'isConfirmed' | 'isDryRun'>;

/** Refuses a command that needs confirmation, before the store is opened, if jwtadm cannot prompt. */
export function refuseUnconfirmed(context: Context, options: Options, command: string): void {
  if (isSure(options) || canPrompt(context, options)) return;
  throw new Problem('usage', `${command} asks for confirmation, and jwtadm cannot prompt here`, 'add --yes');
}

/** Whether the change may be made: it is only shown, `--yes` says so, or the user does. */
export async function isConfirmed(context: Context, options: Options, question: string): Promise<boolean> {
  if (isSure(options) || (await context.prompt.confirm({ message: question, initial: false }))) return true;
  note(context, options, 'Nothing was changed.');
  return false;
}

function isSure({ isConfirmed, isDryRun }: Options): boolean {
  return isConfirmed || isDryRun;
}

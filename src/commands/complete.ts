import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { shellNames, shells } from '../shells/shells.ts';
import { completeLine } from './completion/complete-line.ts';
import { valueFinder } from './completion/find-values.ts';
import { oneOf } from './line/global-options.ts';
import type { Program } from './line/program.ts';

/**
 * `jwtadm __complete SHELL -- WORD…`: the completion scripts run it when the user presses Tab.
 * It never prompts, writes only to stdout, and reads no secret source.
 */
export function completeCommand(program: Program, context: Context): void {
  program
    .command('__complete', { hidden: true })
    .description('Answer the script of a shell: what can the last word of a half-typed line become?')
    .argument('<shell>', shellNames.join(', '))
    .argument('[word...]', 'the half-typed line, as the script of that shell passes it')
    .action(async (shell: string, words: string[]) => {
      program.exitCode = await runComplete(program, context, oneOf('SHELL', shell, shellNames), words);
    });
}

async function runComplete(
  program: Program,
  context: Context,
  name: (typeof shellNames)[number],
  words: readonly string[],
): Promise<ExitCode> {
  const shell = shells[name];
  const completion = await completeLine(program, shell.lineOf(words), valueFinder(context));
  context.stdout.write(shell.answer(completion, words));
  return exitCodes.done;
}

import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import {
  readSetEnabledOptions,
  type SetEnabledOptions,
  setEnabled,
} from '../usecases/configurations/set-enabled.ts';
import { examplesText, type Program } from './line/program.ts';

/** `jwtadm enable`: declares its argument, options and help. */
export function enableCommand(program: Program, context: Context, run = runEnable): void {
  program
    .command('enable')
    .description('Accept tokens under the named configurations.')
    .argument('[names...]', 'names of the configurations')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--json', 'print the configuration as JSON, without its secret; for several names an array')
    .addHelpText('after', examples)
    .action(async (names: string[], _flags, command) => {
      program.exitCode = await run(context, readSetEnabledOptions(command, names));
    });
}

const examples = examplesText([
  ['One configuration', 'jwtadm enable ERP'],
  ['Several together, all or none', 'jwtadm enable ERP CRM HR'],
]);

/** Enables the named configurations. */
export function runEnable(context: Context, options: SetEnabledOptions): Promise<ExitCode> {
  return setEnabled(context, options, true);
}

import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import {
  readSetEnabledOptions,
  type SetEnabledOptions,
  setEnabled,
} from '../usecases/configurations/set-enabled.ts';
import { examplesText, type Program } from './line/program.ts';

/** `jwtadm disable`: declares its argument, options and help. */
export function disableCommand(program: Program, context: Context, run = runDisable): void {
  program
    .command('disable')
    .description('Accept no tokens under the named configurations.')
    .argument('[names...]', 'names of the configurations')
    .option('--dry-run', 'say what would change and write nothing')
    .option('--json', 'print the configuration as JSON, without its secret; for several names an array')
    .addHelpText('after', examples)
    .action(async (names: string[], _flags, command) => {
      program.exitCode = await run(context, readSetEnabledOptions(command, names));
    });
}

const examples = examplesText([
  ['One configuration', 'jwtadm disable ERP'],
  ['Several together, all or none', 'jwtadm disable ERP CRM HR'],
]);

/** Disables the named configurations. */
export function runDisable(context: Context, options: SetEnabledOptions): Promise<ExitCode> {
  return setEnabled(context, options, false);
}

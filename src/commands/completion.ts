import type { Context } from '../context.ts';
import { exitCodes } from '../exit-code.ts';
import { shellNames, shells } from '../shells/shells.ts';
import { choosingArgument } from './line/choosing.ts';
import { oneOf } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';

/** `jwtadm completion`: prints the script that makes a shell complete jwtadm's command lines. */
export function completionCommand(program: Program, context: Context): void {
  program
    .command('completion')
    .description(
      'Print the script that lets a shell complete commands, flags, configurations, codes and files at the press of a key.',
    )
    .addArgument(choosingArgument('<shell>', shellNames.join(', '), shellNames))
    .addHelpText(
      'after',
      examplesText([
        ['Complete in this bash, to try it', 'source <(jwtadm completion bash)'],
        ['See the script', 'jwtadm completion zsh'],
      ]),
    )
    .addHelpText('after', () => `\n${installations()}`)
    .action((shell: string) => {
      context.stdout.write(shells[oneOf('SHELL', shell, shellNames)].script);
      program.exitCode = exitCodes.done;
    });
}

/** How to install each script. The commands are to be copied, so that nothing is wrapped. */
function installations(): string {
  const told = shellNames.map((name) => `  ${name}\n${shells[name].installation.replaceAll(/^/gm, '    ')}`);
  return `To install:\n${told.join('\n\n')}`;
}

import { Command, type Help } from 'commander';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-code.ts';
import { helpItem } from '../../terminal/help-item.ts';
import { widthOf } from '../../terminal/style.ts';
import { wrap } from '../../terminal/wrap.ts';
import { declareGlobalOptions } from './global-options.ts';

/** The command tree, and the exit code of the command that ran. */
export class Program extends Command {
  exitCode: ExitCode = exitCodes.done;
}

/**
 * The root of the command tree: global options, help and version, without commands. Nothing in it
 * ends the process: help, version and usage errors are thrown as CommanderError.
 */
export function createProgram(context: Context, version: string): Program {
  const program = new Program('jwtadm');
  program
    .description(
      'Administer JWT single-sign-on configurations, and learn why a JWT login fails and what to do about it.',
    )
    .usage('[options] COMMAND')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      // Commander's own messages quote what was typed, which may be a secret; main says it instead.
      outputError: () => {},
      getOutHelpWidth: () => widthOf(context.stdout),
      getErrHelpWidth: () => widthOf(context.stderr),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp(helpLayout)
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .version(version, '-V, --version', 'show the version')
    .addHelpText('after', examples);
  declareGlobalOptions(program);
  return program;
}

const examples = examplesText([
  [
    'Make a first configuration, with a new secret',
    'jwtadm create ERP --username-field sub --generate-secret',
  ],
  ['Why does this login fail?', 'jwtadm verify ERP --token-file erp.jwt'],
  ['What does that mean?', 'jwtadm explain secret-is-base64'],
]);

/** How commander lays help out, where it does not please: it would not wrap what has little room. */
const helpLayout: Partial<Help> = {
  showGlobalOptions: true,
  formatItem: (term, termWidth, meaning, { helpWidth = 80 }) => helpItem(term, termWidth, meaning, helpWidth),
  boxWrap: (text, width) => wrap(text, width).join('\n'),
  // The descriptions name the choices already.
  argumentDescription: ({ description }) => description,
  optionDescription: ({ description, required, defaultValue }) =>
    required && defaultValue !== undefined ? `${description} (default: ${defaultValue})` : description,
};

/** A paragraph at the end of a command's help, wrapped. */
export function helpParagraph(context: Context, text: string): string {
  return `\n${wrap(text, widthOf(context.stdout)).join('\n')}`;
}

/** The examples at the end of a command's help: what each does, then how it is typed. */
export function examplesText(examples: readonly (readonly [purpose: string, command: string])[]): string {
  const lines = examples.map(([purpose, command]) => `  # ${purpose}\n  ${command}`);
  return `\nExamples:\n${lines.join('\n\n')}`;
}

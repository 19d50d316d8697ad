import { CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { declareCommands } from './commands/line/declare-commands.ts';
import { explainMisuse, refuseSecretFlag } from './commands/line/misuse.ts';
import { createProgram, type Program } from './commands/line/program.ts';
import { type ProblemText, problemText } from './commands/output/refusal-text.ts';
import type { Context } from './context.ts';
import { isStoreName } from './domain/store-file.ts';
import { suggestedIn } from './domain/suggested-command.ts';
import { escapeUnprintable } from './domain/unprintable.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { Problem } from './problem.ts';
import { renderProblem } from './terminal/problem.ts';
import { type ColorChoice, styleFor } from './terminal/style.ts';

/**
 * Runs one command line (without the program's own name) and says how it ended. Never throws: this
 * is where errors become messages and exit codes.
 */
export async function main(argv: readonly string[], context: Context): Promise<ExitCode> {
  const program = createProgram(context, packageJson.version);
  try {
    refuseSecretFlag(argv);
    await declareCommands(program, context, argv);
    await program.parseAsync(argv, { from: 'user' });
    return program.exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    const problem = error instanceof CommanderError ? explainMisuse(argv, program, error) : error;
    if (problem instanceof Problem) {
      context.stderr.write(renderProblem(withStore(problem, program), problemStyle(program, context)));
      return problem.exitCode;
    }
    context.stderr.write(bugReport(error));
    return exitCodes.bug;
  }
}

/**
 * A problem whose hint suggests commands on the store that was named. A command line that is wrong was not
 * followed: what it has in the store's place may be anything, and is repeated only if it looks like one.
 */
function withStore(problem: Problem, program: Program): ProblemText {
  const { message, hint } = problemText(problem);
  const { config: given } = program.opts<{ config?: string }>();
  const isDoubtful = problem.kind === 'usage' && given !== undefined && !isStoreName(given);
  const config = isDoubtful ? 'FILE' : given;
  return { message, hint: hint === undefined ? undefined : suggestedIn({ config }, hint) };
}

function problemStyle(program: Program, context: Context) {
  const { color } = program.opts<{ color?: string }>();
  const choice: ColorChoice = color === 'always' || color === 'never' ? color : 'auto';
  return styleFor(context.stderr, context.env, choice);
}

/**
 * One line on a bug: what was thrown and where, without its message and without the stack, which
 * may hold a secret.
 */
export function bugReport(error: unknown): string {
  const kind = error instanceof Error ? error.constructor.name : typeof error;
  const place = error instanceof Error ? topFrame(error) : undefined;
  const told = escapeUnprintable(`${kind}${place === undefined ? '' : ` at ${place}`}`);
  return `error: a bug in jwtadm (${told}); please report this line, the command and its flags, but no secret or token\n`;
}

function topFrame({ stack = '', message }: Error): string | undefined {
  // The message precedes the frames, and may look like a frame.
  const start = stack.indexOf(message);
  const frames = start === -1 ? '' : stack.slice(start + message.length);
  return /^\s+at .*?([\w.-]+\.[cm]?[jt]s:\d+:\d+)\)?$/m.exec(frames)?.[1];
}

import packageJson from '../../package.json' with { type: 'json' };
import { declareCommands } from '../../src/commands/line/declare-commands.ts';
import { createProgram, type Program } from '../../src/commands/line/program.ts';
import type { Context, Output } from '../../src/context.ts';

/** The tree of all commands, for tests that look at what is declared and run nothing. */
export async function commandTree(): Promise<Program> {
  const output: Output = { isTerminal: false, columns: undefined, isClosed: false, write: unused };
  const context: Context = {
    stdin: { isTerminal: false, read: unused },
    stdout: output,
    stderr: output,
    env: {},
    cwd: '/',
    systemUser: 'tester',
    now: unused,
    readFile: unused,
    fileMode: unused,
    keyFiles: { isTaken: unused, make: unused },
    reportFiles: unused,
    openStore: unused,
    batch: { cores: 1, openLines: unused, readChunks: unused, startEvaluators: unused },
    prompt: {
      text: unused,
      secret: unused,
      confirm: unused,
      choose: unused,
      search: unused,
      pick: unused,
    },
  };
  const program = createProgram(context, packageJson.version);
  await declareCommands(program, context, []);
  return program;
}

function unused(): never {
  throw new Error('nothing is run here');
}

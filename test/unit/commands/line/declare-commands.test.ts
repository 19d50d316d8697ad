import { describe, expect, it } from 'vitest';
import { declareCommands } from '../../../../src/commands/line/declare-commands.ts';
import { createProgram } from '../../../../src/commands/line/program.ts';
import type { Context } from '../../../../src/context.ts';

/** Nothing of it is looked at before a command runs. */
const context = {} as Context;

/** The names and aliases of the commands that are declared for a command line, command by command. */
async function declaredFor(argv: readonly string[]): Promise<string[][]> {
  const program = createProgram(context, '1.0.0');
  await declareCommands(program, context, argv);
  return program.commands.map((command) => [command.name(), ...command.aliases()]);
}

const all = await declaredFor([]);
const alone = all.filter(([name]) => name !== 'help' && name !== '__complete');

describe('the command that is named', () => {
  it.each(alone.flatMap((names) => names.map((word) => [word, names] as const)))(
    'is declared alone: %s',
    async (word, names) => {
      expect(await declaredFor([word])).toEqual([names]);
      expect(await declaredFor(['--config', 'list', '-q', word, '--json', 'show'])).toEqual([names]);
    },
  );

  it('is declared with all others if it looks at them', async () => {
    expect(all.length).toBeGreaterThan(10);
    expect(await declaredFor(['help', 'list'])).toEqual(all);
  });
});

describe('all commands', () => {
  it.each([
    ['none is named', []],
    ['the help is asked for', ['--help']],
    ['an unknown one is named', ['lst']],
    ['one is named that every object has', ['constructor']],
    ['a flag lacks its value', ['list', '--config']],
  ])('are declared where %s', async (_where, argv) => {
    expect(await declaredFor(argv)).toEqual(all);
  });
});

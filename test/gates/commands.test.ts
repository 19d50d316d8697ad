import { describe, expect, it } from 'vitest';
import { listedCommands } from '../../src/commands/command-line.ts';
import { kindOfArgument, kindOfFlag } from '../../src/commands/value-kind.ts';
import { commandTree } from '../support/command-tree.ts';

const program = commandTree();
const commands = listedCommands(program);

describe.each([program, ...commands].map((command) => ({ name: command.name(), command })))(
  'the command $name',
  ({ command }) => {
    it('has placeholders that tell completion what is meant', () => {
      const flags = command.options.filter((each) => each.required && !each.argChoices && !kindOfFlag(each));
      const operands = command.registeredArguments.filter(
        (each) => !each.argChoices && !kindOfArgument(each),
      );
      expect([...flags.map(({ flags: told }) => told), ...operands.map((each) => each.name())]).toEqual([]);
    });
  },
);

import { Argument, Option } from 'commander';

/**
 * An option whose value is one of a few words, which completion offers. The command checks the value itself:
 * commander's own check would report one fault at a time and quote what was typed.
 */
export function choosing(flags: string, description: string, choices: readonly string[]): Option {
  return Object.assign(new Option(flags, description), { argChoices: [...choices] });
}

/** An argument that is one of a few words, in the same way. */
export function choosingArgument(name: string, description: string, choices: readonly string[]): Argument {
  return Object.assign(new Argument(name, description), { argChoices: [...choices] });
}

import type { Command, Option } from 'commander';

/** One word of a command line, and what it is there. */
export type Part = {
  /** The word's place, from 0. */
  readonly index: number;
  readonly word: string;
  /** The command that the words up to here name; the root of the tree before one is named. */
  readonly command: Command;
} & (
  | {
      /** A known flag; `value` is the value in the same word; with `isOpen`, the next word is the value. */
      readonly kind: 'flag';
      readonly option: KnownOption;
      readonly value: string | undefined;
      readonly isOpen: boolean;
    }
  | { readonly kind: 'value'; readonly option: KnownOption }
  | { readonly kind: 'command' | 'operand' | 'dashes' | 'unknown flag' | 'unknown command' }
);

/** What commander knows of a flag, as far as a command line needs it. */
export type KnownOption = Pick<Option, 'required' | 'hidden'> & {
  readonly short?: string;
  readonly long?: string;
  readonly argChoices?: readonly string[];
  readonly flags: string;
};

/**
 * What each word of a command line is, as commander would read it; ends behind a flag or command that
 * there is not. Reads lines that are wrong or unfinished, too, and evaluates nothing else.
 */
export function* readCommandLine(argv: readonly string[], program: Command): Generator<Part> {
  let command = program;
  let open: KnownOption | undefined;
  let isAfterDashes = false;
  for (const [index, word] of argv.entries()) {
    const here = { index, word, command };
    if (open) {
      yield { ...here, kind: 'value', option: open };
      open = undefined;
    } else if (!isAfterDashes && word === '--') {
      isAfterDashes = true;
      yield { ...here, kind: 'dashes' };
    } else if (!isAfterDashes && word.length > 1 && word.startsWith('-')) {
      const reading = readFlag(word, command);
      if (!reading) {
        yield { ...here, kind: 'unknown flag' };
        return;
      }
      if (reading.isOpen) open = reading.option;
      yield { ...here, kind: 'flag', ...reading };
    } else if (command === program) {
      const named = findCommand(program, word);
      if (!named) {
        yield { ...here, kind: 'unknown command' };
        return;
      }
      command = named;
      yield { ...here, kind: 'command', command };
    } else {
      yield { ...here, kind: 'operand' };
    }
  }
}

function readFlag(
  word: string,
  command: Command,
): Pick<Extract<Part, { kind: 'flag' }>, 'option' | 'value' | 'isOpen'> | undefined {
  const options = knownOptions(command);
  if (word.startsWith('--')) {
    const [name, value] = splitFlag(word);
    const option = options.find((each) => each.long === name);
    if (!option || (value !== undefined && !option.required)) return undefined;
    return { option, value, isOpen: option.required && value === undefined };
  }
  let option: KnownOption | undefined;
  // Short flags may be combined: -qo json.
  for (let index = 1; index < word.length; index += 1) {
    option = options.find((each) => each.short === `-${word[index]}`);
    if (!option) return undefined;
    if (option.required) {
      const value = index === word.length - 1 ? undefined : word.slice(index + 1);
      return { option, value, isOpen: value === undefined };
    }
  }
  return option && { option, value: undefined, isOpen: false };
}

/** A flag and the value after its equals sign. */
export function splitFlag(word: string): [name: string, value: string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** The flags that a command takes, its own first, then the global ones. */
export function knownOptions(command: Command): KnownOption[] {
  const own: KnownOption[] = [
    ...command.options,
    { flags: '-h, --help', short: '-h', long: '--help', required: false, hidden: false },
  ];
  return command.parent ? [...own, ...command.parent.options] : own;
}

/** The command of a name or an alias. */
export function findCommand(program: Command, word: string): Command | undefined {
  return program.commands.find((each) => each.name() === word || each.aliases().includes(word));
}

/** The commands that help lists: all but those that only programs call. */
export function listedCommands(program: Command): Command[] {
  return program.createHelp().visibleCommands(program);
}

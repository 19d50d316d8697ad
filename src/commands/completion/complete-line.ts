import type { Argument, Command } from 'commander';
import { hasUnseen } from '../../domain/unprintable.ts';
import type { Completion, HalfTypedLine, Offer } from '../../shells/completion.ts';
import {
  type KnownOption,
  knownOptions,
  listedCommands,
  readCommandLine,
  splitFlag,
} from '../line/command-line.ts';
import { kindOfArgument, kindOfFlag, type ValueKind } from './value-kind.ts';

/** The part of the command line before the word to complete. */
export interface LineBefore {
  readonly command: Command;
  /** The arguments that are given. */
  readonly operands: readonly string[];
  /** The values of flags that are given, and '' for those that take none, by the flag with its dashes. */
  readonly flags: ReadonlyMap<string, string>;
  /** The flag whose value comes next. */
  readonly open: KnownOption | undefined;
  readonly isAfterDashes: boolean;
}

/** Finds what there is of a kind; of kinds that are not looked up nothing. */
export type FindValues = (kind: ValueKind, before: LineBefore) => Promise<readonly Offer[]>;

const nothing: Completion = { kept: '', offers: [], isPart: false, isFile: false };

/** What the last word of a half-typed line can become; nothing behind a flag or command that there is not. */
export async function completeLine(
  program: Command,
  line: HalfTypedLine,
  find: FindValues,
): Promise<Completion> {
  const word = line.at(-1) ?? '';
  const before = readBefore(program, line.slice(0, -1));
  if (!before) return nothing;
  const { command, open, isAfterDashes } = before;
  if (open) return completeValue(open, '', word, before, find);
  if (!isAfterDashes && word.startsWith('-')) {
    const [name, value] = splitFlag(word);
    if (value === undefined) return words(flagsOf(command));
    const option = knownOptions(command).find(({ long, required }) => long === name && required);
    return option ? completeValue(option, `${name}=`, value, before, find) : nothing;
  }
  if (command === program) return words(commandsOf(program));
  const argument = nextArgument(before);
  if (argument) return words(await valuesOf(argument, program, before, find));
  return isAfterDashes ? nothing : words(flagsOf(command));
}

/** Reads the finished words; undefined when one of them is a flag or command that there is not. */
function readBefore(program: Command, argv: readonly string[]): LineBefore | undefined {
  let command = program;
  let open: KnownOption | undefined;
  let isAfterDashes = false;
  const operands: string[] = [];
  const flags = new Map<string, string>();
  for (const part of readCommandLine(argv, program)) {
    if (part.kind === 'unknown flag' || part.kind === 'unknown command') return undefined;
    command = part.command;
    open = part.kind === 'flag' && part.isOpen ? part.option : undefined;
    if (part.kind === 'dashes') isAfterDashes = true;
    if (part.kind === 'operand') operands.push(part.word);
    if (part.kind === 'flag') flags.set(part.option.long ?? '', part.value ?? '');
    if (part.kind === 'value') flags.set(part.option.long ?? '', part.word);
  }
  return { command, operands, flags, open, isAfterDashes };
}

function nextArgument({ command, operands }: LineBefore): Argument | undefined {
  const declared = command.registeredArguments;
  const last = declared.at(-1);
  return declared[operands.length] ?? (last?.variadic ? last : undefined);
}

function commandsOf(program: Command): Offer[] {
  return listedCommands(program).map((each) => ({ text: each.name(), about: each.description() }));
}

function flagsOf(command: Command): Offer[] {
  const help = command.createHelp();
  return [...help.visibleOptions(command), ...help.visibleGlobalOptions(command)].map(
    ({ long = '', description }) => ({ text: long, about: description }),
  );
}

async function valuesOf(
  argument: Argument,
  program: Command,
  before: LineBefore,
  find: FindValues,
): Promise<Offer[]> {
  const kind = kindOfArgument(argument);
  const choices = (argument.argChoices ?? []).map(bare);
  if (kind === 'topics') return [...commandsOf(program), ...choices];
  const found = kind === undefined ? [] : await find(kind, before);
  // What begins with a dash would be read as a flag: a store's author must not slip one in.
  return [...choices, ...found].filter(
    ({ text }) => !before.operands.includes(text) && (before.isAfterDashes || !text.startsWith('-')),
  );
}

async function completeValue(
  option: KnownOption,
  kept: string,
  value: string,
  before: LineBefore,
  find: FindValues,
): Promise<Completion> {
  if (option.argChoices) return { ...words(option.argChoices.map(bare)), kept };
  const kind = kindOfFlag(option);
  if (kind === 'references') return completeReference(kept, value, before, find);
  if (kind === 'files') return { ...nothing, kept, isFile: true };
  return { ...words(kind === undefined ? [] : await find(kind, before)), kept };
}

async function completeReference(
  kept: string,
  value: string,
  before: LineBefore,
  find: FindValues,
): Promise<Completion> {
  if (value.startsWith('file:')) return { ...nothing, kept: `${kept}file:`, isFile: true };
  if (value.startsWith('env:')) return { ...words(await find('variables', before)), kept: `${kept}env:` };
  const forms = [
    { text: 'env:', about: 'an environment variable' },
    { text: 'file:', about: 'a file' },
  ];
  return { ...words(forms), kept, isPart: true };
}

/** Offers of whole words, but those that hide what they are. */
function words(offers: readonly Offer[]): Completion {
  return { ...nothing, offers: offers.filter(({ text }) => !hasUnseen(text)) };
}

function bare(text: string): Offer {
  return { text, about: '' };
}

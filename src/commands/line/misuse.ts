import type { Argument, Command, CommanderError } from 'commander';
import { Problem } from '../../problem.ts';
import { knownOptions, listedCommands, readCommandLine, splitFlag } from './command-line.ts';
import { meantCommand } from './command-synonyms.ts';
import { didYouMean } from './did-you-mean.ts';

/** How to give a secret, shown to a user who gave it as a flag's value. */
const SECRET_WAYS =
  'give it with --secret-stdin, --secret-file FILE, --secret-env VAR, --generate-secret, or say where it is kept with --secret-ref env:VAR|file:PATH';

const REPLACE_TYPED = 'a secret that was typed here should be replaced';

/** What other tools call a flag, by the command that has it under another name. */
const flagSynonyms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  delete: { '--force': '--yes', '-f': '--yes', '-rf': '--yes' },
};

/** Something secret that people try to give as a flag's value, and how it may be given. */
interface RefusedValue {
  readonly what: string;
  readonly ways: string;
}

const refusedSecret: RefusedValue = { what: 'a secret', ways: SECRET_WAYS };

const refusedFlags: ReadonlyMap<string, RefusedValue> = new Map([
  ['--secret', refusedSecret],
  [
    '--passphrase',
    {
      what: 'a passphrase',
      ways: 'give it with --passphrase-file FILE or $JWTADM_PASSPHRASE, or leave it out to be asked',
    },
  ],
  [
    '--identity',
    {
      what: 'an identity',
      ways: 'give it with --identity-file FILE, $JWTADM_IDENTITY_FILE or $JWTADM_IDENTITY',
    },
  ],
]);

/** Refuses `--secret VALUE`, `--secret=VALUE` and their like on every command, before anything else is read. */
export function refuseSecretFlag(argv: readonly string[]): void {
  const end = argv.indexOf('--');
  for (const word of end === -1 ? argv : argv.slice(0, end)) {
    const refused = refusedFlags.get(splitFlag(word)[0]);
    if (refused) throw valueRefused(refused);
  }
}

function valueRefused({ what, ways }: RefusedValue): Problem {
  return new Problem(
    'usage',
    `${what} is not taken from the command line, where the process list and the shell history show it`,
    `${ways}; ${what} that was typed here should be replaced`,
  );
}

/**
 * What is wrong with a command line that commander refused, as a usage Problem. It names the argument
 * by position, never by its text: a secret in the wrong place must not be echoed.
 */
export function explainMisuse(argv: readonly string[], program: Command, error: CommanderError): Problem {
  let command = program;
  let operands = 0;
  for (const part of readCommandLine(argv, program)) {
    command = part.command;
    const position = part.index + 1;
    if (part.kind === 'unknown flag') return unknownFlag(part.word, position, command);
    if (part.kind === 'unknown command') return unknownCommand(part.word, position, program);
    if (part.kind === 'operand') operands += 1;
    if (operands > longestOperands(command)) return excessArgument(position, command);
  }
  return unfinished(command, operands, error);
}

/** The rest lacks a flag's value or an argument; commander names the flag as we declared it. */
function unfinished(command: Command, operands: number, error: CommanderError): Problem {
  const flag = /option '(?:-\w, )?(--[\w-]+)/.exec(error.message)?.[1];
  if (flag) return new Problem('usage', `${flag} needs a value`, helpHint(command));
  const missing = command.registeredArguments[operands];
  const message = missing?.required
    ? `${operandName(missing)} is missing`
    : 'the command line cannot be read';
  return new Problem('usage', message, helpHint(command));
}

function unknownFlag(word: string, position: number, command: Command): Problem {
  const [name, value] = splitFlag(word);
  const names = knownOptions(command)
    .filter((option) => !option.hidden)
    .map((option) => option.long ?? '');
  const where = `argument ${position}`;
  if (value !== undefined && names.includes(name)) {
    return new Problem('usage', `${where}: ${name} takes no value`, helpHint(command));
  }
  const message = `${where} is not a flag of \`${fullName(command)}\``;
  const isForSecret = /^-+(?:secret[-_]?(?:key|value|text)|pass(?:word|phrase)?|key)$/i.test(name);
  if (isForSecret) return new Problem('usage', message, `for a secret: ${SECRET_WAYS}; ${REPLACE_TYPED}`);
  const synonym = flagSynonyms[command.name()]?.[name];
  if (synonym) return new Problem('usage', message, `did you mean ${synonym}?`);
  const isLong = word.startsWith('--');
  const candidates = [...(isLong ? names.map((each) => each.slice(2)) : []), 'secret'];
  const suggestion = didYouMean(name.replace(/^-+/, ''), candidates);
  // As --secret itself: what follows may be one.
  if (suggestion === 'secret') return valueRefused(refusedSecret);
  if (suggestion) return new Problem('usage', message, `did you mean --${suggestion}?`);
  return new Problem('usage', message, helpHint(command));
}

/** The usage Problem for an unknown command. `position` counts from 1. */
function unknownCommand(word: string, position: number, program: Command): Problem {
  const names = listedCommands(program).flatMap((each) => [each.name(), ...each.aliases()]);
  const suggestion = meantCommand(word, names);
  return new Problem(
    'usage',
    `argument ${position} is not a command of ${program.name()}`,
    suggestion ? `did you mean \`${program.name()} ${suggestion}\`?` : '`jwtadm help` lists the commands',
  );
}

function longestOperands(command: Command): number {
  const declared = command.registeredArguments;
  return declared.at(-1)?.variadic ? Number.POSITIVE_INFINITY : declared.length;
}

function excessArgument(position: number, command: Command): Problem {
  const taken = command.registeredArguments.map(operandName);
  const takes = taken.length === 0 ? 'it takes none' : `it takes ${taken.join(' and ')} only`;
  return new Problem(
    'usage',
    `argument ${position} is one too many for \`${fullName(command)}\`: ${takes}`,
    helpHint(command),
  );
}

/** An argument as messages call it. */
function operandName(argument: Argument): string {
  return argument.name().toUpperCase();
}

function fullName(command: Command): string {
  return command.parent ? `${command.parent.name()} ${command.name()}` : command.name();
}

function helpHint(command: Command): string {
  return `\`${fullName(command)} --help\` shows what it takes`;
}

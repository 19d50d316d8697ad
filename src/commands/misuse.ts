import type { Command, CommanderError, Option } from 'commander';
import { Problem } from '../problem.ts';
import { meantCommand } from './command-synonyms.ts';
import { didYouMean } from './did-you-mean.ts';

/** How a secret may be given, for whoever tried to give it as a flag's value. */
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
 * What is wrong with a command line that commander refused, as a usage Problem. It is told by the
 * argument's position, never by its text: a secret in a wrong place must not be echoed.
 */
export function explainMisuse(argv: readonly string[], program: Command, error: CommanderError): Problem {
  let command = program;
  let operands = 0;
  let isAfterDashes = false;
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (!isAfterDashes && word === '--') {
      isAfterDashes = true;
    } else if (!isAfterDashes && word.length > 1 && word.startsWith('-')) {
      const reading = readFlag(word, command);
      if (reading === 'unknown') return unknownFlag(word, index + 1, command);
      if (reading === 'takes the next') index += 1;
    } else if (command === program) {
      const named = findCommand(program, word);
      if (!named) return unknownCommand(word, index + 1, program);
      command = named;
    } else {
      operands += 1;
      if (operands > longestOperands(command)) return excessArgument(index + 1, command);
    }
  }
  // The rest are flags without their value; commander names the flag as we declared it.
  const flag = /option '(?:-\w, )?(--[\w-]+)/.exec(error.message)?.[1];
  return new Problem(
    'usage',
    flag ? `${flag} needs a value` : 'the command line cannot be read',
    helpHint(command),
  );
}

function readFlag(word: string, command: Command): 'unknown' | 'stands alone' | 'takes the next' {
  const options = knownOptions(command);
  if (word.startsWith('--')) {
    const [name, value] = splitFlag(word);
    const option = options.find((each) => each.long === name);
    if (!option || (value !== undefined && !option.required)) return 'unknown';
    return option.required && value === undefined ? 'takes the next' : 'stands alone';
  }
  // Short flags may stand together: -qo json.
  for (let index = 1; index < word.length; index += 1) {
    const option = options.find((each) => each.short === `-${word[index]}`);
    if (!option) return 'unknown';
    if (option.required) return index === word.length - 1 ? 'takes the next' : 'stands alone';
  }
  return 'stands alone';
}

function splitFlag(word: string): [name: string, value: string | undefined] {
  const equals = word.indexOf('=');
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

/** What commander knows of a flag, as far as reading a command line needs it. */
type KnownOption = Pick<Option, 'required' | 'hidden'> & { short?: string; long?: string };

function knownOptions(command: Command): KnownOption[] {
  const own: KnownOption[] = [
    ...command.options,
    { short: '-h', long: '--help', required: false, hidden: false },
  ];
  return command.parent ? [...own, ...command.parent.options] : own;
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

function findCommand(program: Command, word: string): Command | undefined {
  return program.commands.find((each) => each.name() === word || each.aliases().includes(word));
}

/** A word in a command's place that is none, as a usage Problem. `position` counts from 1. */
function unknownCommand(word: string, position: number, program: Command): Problem {
  const names = program.commands.flatMap((each) => [each.name(), ...each.aliases()]);
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
  const taken = command.registeredArguments.map((argument) => argument.name().toUpperCase());
  const takes = taken.length === 0 ? 'it takes none' : `it takes ${taken.join(' and ')} only`;
  return new Problem(
    'usage',
    `argument ${position} is one too many for \`${fullName(command)}\`: ${takes}`,
    helpHint(command),
  );
}

function fullName(command: Command): string {
  return command.parent ? `${command.parent.name()} ${command.name()}` : command.name();
}

function helpHint(command: Command): string {
  return `\`${fullName(command)} --help\` shows what it takes`;
}

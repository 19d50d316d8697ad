import type { Argument, Command, Option } from 'commander';
import { listedCommands } from '../../src/commands/line/command-line.ts';
import type { Page, PagePart } from '../../src/terminal/page.ts';
import { topics } from '../../src/topics/topics.ts';
import { helpAfter } from './help-after.ts';
import { roffProse, roffText } from './roff.ts';

/** The day of the version that the page describes. */
const DATE = '2026-11-24';

/** The manual page jwtadm(1) of the command tree and the topics of its help, as roff for `man`. */
export function manPage(program: Command): string {
  const lines = [
    `.TH JWTADM 1 ${DATE} "jwtadm ${program.version()}" "User Commands"`,
    '.SH NAME',
    'jwtadm \\- administer JWT single sign\\-on configurations',
    '.SH SYNOPSIS',
    usage(program),
    '.SH DESCRIPTION',
    roffProse(program.description()),
    // The topics that help lists behind its examples are sections here.
    ...behindFlags(program, /^Topics/m),
    '.SH GLOBAL OPTIONS',
    ...flags(program),
    '.SH COMMANDS',
    ...listedCommands(program).flatMap(commandSection),
    ...Object.values(topics).flatMap(topicSection),
  ];
  return `${lines.join('\n')}\n`;
}

function commandSection(command: Command): string[] {
  return [
    `.SS jwtadm ${roffText(command.name())}`,
    usage(command),
    '.PP',
    roffProse(command.description()),
    ...command.registeredArguments.flatMap((argument) =>
      term(italic(argument.name()), descriptionOf(command, argument)),
    ),
    ...flags(command),
    ...behindFlags(command),
  ];
}

function topicSection({ title, parts }: Page): string[] {
  return [`.SH ${roffText(title.toUpperCase())}`, ...parts.flatMap(pagePart)];
}

function pagePart(part: PagePart, index: number): string[] {
  // What follows a heading is a paragraph without being told.
  if (typeof part === 'string') return [...(index === 0 ? [] : ['.PP']), roffProse(part)];
  if ('terms' in part) return part.terms.flatMap(([name, meaning]) => term(bold(name), roffProse(meaning)));
  return asTyped(part.commands.map(([purpose, command]) => `# ${purpose}\n${command}`).join('\n\n'));
}

/** How a command is called: `jwtadm show [options] [name]`, what is to be replaced in italics. */
function usage(command: Command): string {
  const names = [command.name(), ...command.aliases()].map(bold).join('|');
  const rest = command.usage().replaceAll(/[\w-]+(?:\.\.\.)?/g, italic);
  return `${command.parent ? `${bold('jwtadm')} ` : ''}${names} ${rest}`;
}

function flags(command: Command): string[] {
  const options = command.createHelp().visibleOptions(command);
  // Every command has --help, which is told once.
  const own = command.parent ? options.filter(({ long }) => long !== '--help') : options;
  return own.flatMap((option) => {
    const told = option.flags.replaceAll(/(-[\w-]+)|<(.+?)>/g, (_match, flag?: string, value?: string) =>
      flag === undefined ? italic(value ?? '') : bold(flag),
    );
    return term(told, descriptionOf(command, option));
  });
}

function descriptionOf(command: Command, declared: Option | Argument): string {
  const help = command.createHelp();
  return roffProse(
    'flags' in declared ? help.optionDescription(declared) : help.argumentDescription(declared),
  );
}

/** The examples and paragraphs behind a command's flags, up to a line that is left out with all after it. */
function behindFlags(command: Command, end?: RegExp): string[] {
  const text = helpAfter(command).split(end ?? '\0')[0] ?? '';
  // Indented lines, with the blank ones between them, are to be shown as they are.
  return (text.match(/(?:^\S.*\n?)+|(?:^ .*\n?|^\n)+/gm) ?? [])
    .filter((block) => block.trim() !== '')
    .flatMap((block) => (/^\n* /.test(block) ? asTyped(dedented(block)) : ['.PP', roffProse(filled(block))]));
}

function filled(block: string): string {
  return block.trim().replaceAll('\n', ' ');
}

function dedented(block: string): string {
  return block.replaceAll(/^ {2}/gm, '').replace(/^\n+/, '').trimEnd();
}

/** Lines that are not filled, indented. */
function asTyped(text: string): string[] {
  return ['.PP', '.RS 4', '.nf', roffText(text), '.fi', '.RE'];
}

function term(name: string, meaning: string): string[] {
  return ['.TP', name, meaning];
}

function bold(text: string): string {
  return `\\fB${roffText(text)}\\fR`;
}

function italic(text: string): string {
  return `\\fI${roffText(text)}\\fR`;
}

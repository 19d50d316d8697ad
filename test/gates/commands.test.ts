import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { kindOfArgument, kindOfFlag } from '../../src/commands/completion/value-kind.ts';
import { findCommand, listedCommands, readCommandLine } from '../../src/commands/line/command-line.ts';
import { readBashLine } from '../../src/shells/bash-line.ts';
import { renderPage } from '../../src/terminal/page.ts';
import { environmentPage } from '../../src/topics/environment.ts';
import { topics } from '../../src/topics/topics.ts';
import { commandTree } from '../support/command-tree.ts';
import { repository } from '../support/generated-file.ts';
import { examplesIn, helpAfter } from '../support/help-after.ts';

const program = await commandTree();
const commands = [program, ...listedCommands(program)].map((command) => ({ name: command.name(), command }));

/** The calls of jwtadm in a command line, as words behind its name. */
function callsIn(line: string): (readonly string[])[] {
  return line
    .split(/ (?:\||\|\||&&) |; /)
    .map((part) => readBashLine(`${part} `).words)
    .filter(([name]) => name === 'jwtadm')
    .map((words) => words.slice(1));
}

/** Why jwtadm would not understand these words; undefined when it would. */
function faultOf(words: readonly string[]): string | undefined {
  const parts = [...readCommandLine(words, program)];
  const wrong = parts.find(({ kind }) => kind.startsWith('unknown'));
  if (wrong) return `${wrong.kind}: ${wrong.word}`;
  const declared = parts.at(-1)?.command.registeredArguments ?? [];
  const given = parts.filter(({ kind }) => kind === 'operand').length;
  if (given > declared.length && !declared.at(-1)?.variadic) return 'too many arguments';
  return declared[given]?.required ? `${declared[given].name()} is missing` : undefined;
}

describe.each(commands)('the command $name', ({ command }) => {
  it('is described in whole sentences', () => {
    expect(command.description()).toMatch(/^[A-Z].*\.$/);
  });

  it('describes each of its flags and arguments', () => {
    const flags = command.options.filter(({ description }) => description === '');
    const operands = command.registeredArguments.filter(({ description }) => description === '');
    expect([...flags.map((flag) => flag.flags), ...operands.map((each) => each.name())]).toEqual([]);
  });

  it('has examples, which it understands', () => {
    const calls = examplesIn(helpAfter(command)).flatMap(({ command: line }) => callsIn(line));
    expect(calls.map((words) => [words, faultOf(words)]).filter(([, fault]) => fault !== undefined)).toEqual(
      [],
    );
    const own = calls.filter(([name = '']) => command === program || findCommand(program, name) === command);
    expect(own.length).toBeGreaterThan(0);
  });

  it('has placeholders that tell completion what is meant', () => {
    const flags = command.options.filter((each) => each.required && !each.argChoices && !kindOfFlag(each));
    const operands = command.registeredArguments.filter((each) => !each.argChoices && !kindOfArgument(each));
    expect([...flags.map(({ flags: told }) => told), ...operands.map((each) => each.name())]).toEqual([]);
  });
});

describe('the topics of help', () => {
  const texts = Object.values(topics).map((page) => renderPage(page, 10_000));

  it('have examples that jwtadm understands', () => {
    const lines = texts.flatMap((text) => examplesIn(text).map(({ command }) => command));
    const faults = lines.flatMap(callsIn).map((words) => [words, faultOf(words)]);
    expect(faults.length).toBeGreaterThan(10);
    expect(faults.filter(([, fault]) => fault !== undefined)).toEqual([]);
  });

  it('name commands, topics and flags that there are', () => {
    const quoted = texts.flatMap((text) =>
      [...text.matchAll(/`jwtadm ([^`]+)`/g)].map(([, line = '']) => line),
    );
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter((line) => !findCommand(program, line.split(' ')[0] ?? ''))).toEqual([]);
    const pages = quoted.filter((line) => line.startsWith('help ')).map((line) => line.slice(5));
    expect(pages.filter((page) => !Object.hasOwn(topics, page))).toEqual([]);
    const known = new Set(commands.flatMap(({ command }) => command.options.map(({ long }) => long)));
    const flags = texts.flatMap((text) => text.match(/(?<![\w-])--[a-z][\w-]*/g) ?? []);
    expect(flags.filter((flag) => !known.has(flag))).toEqual([]);
  });

  it('tell in environment every variable that the source reads, and no other', () => {
    const told = environmentPage.parts.flatMap((part) =>
      typeof part !== 'string' && 'terms' in part ? part.terms.flatMap(([term]) => term.split(', ')) : [],
    );
    expect(told.sort()).toEqual(variablesRead());
  });
});

/** The variables that some file of the source reads by name, sorted. */
function variablesRead(): string[] {
  const source = fileURLToPath(new URL('src/', repository));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const names = files
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .flatMap((text) => [
      ...[...text.matchAll(/\benv(?:\?)?\.([A-Z]\w*)/g)].map(([, name = '']) => name),
      ...[...text.matchAll(/\{([^{}]*)\} = (?:\w+\.)*env\b/g)].flatMap(
        ([, list = '']) => list.match(/\w+/g) ?? [],
      ),
      ...(text.match(/\bJWTADM_\w+/g) ?? []),
    ]);
  return [...new Set(names)].sort();
}

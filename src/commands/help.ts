import type { Context } from '../context.ts';
import { exitCodeMeanings } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { widthOf } from '../terminal/style.ts';
import { headedLines } from '../terminal/wrap.ts';
import { meantCommand } from './command-synonyms.ts';
import { examplesText, type Program } from './program.ts';

/** Pages of help that belong to no command, by name. */
const topics: Readonly<Record<string, { readonly summary: string; text(width: number): string }>> = {
  'exit-codes': { summary: 'what jwtadm tells its caller', text: exitCodesText },
};

function exitCodesText(width: number): string {
  const lines = Object.entries(exitCodeMeanings).flatMap(([code, meaning]) =>
    headedLines(`${code.padStart(3)} `, meaning, width),
  );
  return `Exit codes\n\n${lines.join('\n')}\n`;
}

/** `jwtadm help [TOPIC]`: the help of a command, a page of its own, or the overview. */
export function helpCommand(program: Program, context: Context): void {
  program
    .command('help')
    .description('Show the help of a command or a topic.')
    .argument('[topic]', `a command, or one of: ${Object.keys(topics).join(', ')}`)
    .addHelpText(
      'after',
      examplesText([
        ['The flags of create', 'jwtadm help create'],
        ['The exit codes', 'jwtadm help exit-codes'],
      ]),
    )
    .action((topic: string | undefined) => showHelp(program, context, topic));
  program.addHelpText('after', () => {
    const lines = Object.entries(topics).map(([name, { summary }]) => `  jwtadm help ${name}   ${summary}`);
    return `\nTopics:\n${lines.join('\n')}`;
  });
}

function showHelp(program: Program, context: Context, topic: string | undefined): void {
  if (topic === undefined) {
    program.outputHelp();
  } else if (Object.hasOwn(topics, topic)) {
    context.stdout.write(topics[topic]?.text(widthOf(context.stdout)) ?? '');
  } else {
    const command = program.commands.find((each) => each.name() === topic || each.aliases().includes(topic));
    if (!command) throw unknownTopic(program, topic);
    command.outputHelp();
  }
}

function unknownTopic(program: Program, topic: string): Problem {
  const names = [...program.commands.map((each) => each.name()), ...Object.keys(topics)];
  const meant = meantCommand(topic, names);
  const nearest = meant !== undefined && names.includes(meant) ? meant : undefined;
  return new Problem(
    'usage',
    'argument 2 is neither a command nor a topic of help',
    nearest ? `did you mean \`jwtadm help ${nearest}\`?` : `there is help for ${names.join(', ')}`,
  );
}

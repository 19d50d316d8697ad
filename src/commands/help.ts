import type { Context } from '../context.ts';
import { auditCodes } from '../diagnosis/audit-code.ts';
import { diagnosisCodes } from '../diagnosis/diagnosis-code.ts';
import { Problem } from '../problem.ts';
import { helpItem } from '../terminal/help-item.ts';
import { renderPage } from '../terminal/page.ts';
import { widthOf } from '../terminal/style.ts';
import { topics } from '../topics/topics.ts';
import { choosingArgument } from './line/choosing.ts';
import { findCommand, listedCommands } from './line/command-line.ts';
import { meantCommand } from './line/command-synonyms.ts';
import { examplesText, type Program } from './line/program.ts';

const topicNames = Object.keys(topics);

/** `jwtadm help [TOPIC]`: the help of a command, a page of its own, or the overview. */
export function helpCommand(program: Program, context: Context): void {
  program
    .command('help')
    .description('Show the help of a command or a topic.')
    .addArgument(choosingArgument('[topic]', `a command, or one of: ${topicNames.join(', ')}`, topicNames))
    .addHelpText(
      'after',
      examplesText([
        ['The flags of create', 'jwtadm help create'],
        ['The exit codes', 'jwtadm help exit-codes'],
      ]),
    )
    .action((topic: string | undefined) => showHelp(program, context, topic));
  program.addHelpText('after', () => topicList(widthOf(context.stdout)));
}

function topicList(width: number): string {
  const termWidth = Math.max(...topicNames.map((name) => name.length));
  const lines = Object.entries(topics).map(([name, { summary }]) =>
    helpItem(name, termWidth, summary, width),
  );
  return `\nTopics of \`jwtadm help\`:\n${lines.join('\n')}`;
}

function showHelp(program: Program, context: Context, topic: string | undefined): void {
  const page = topic !== undefined && Object.hasOwn(topics, topic) ? topics[topic] : undefined;
  const command = topic === undefined ? program : findCommand(program, topic);
  if (page) context.stdout.write(renderPage(page, widthOf(context.stdout)));
  else if (command) command.outputHelp();
  else throw unknownTopic(program, topic ?? '');
}

function unknownTopic(program: Program, topic: string): Problem {
  const message = 'argument 2 is neither a command nor a topic of help';
  if ([...diagnosisCodes, ...auditCodes].some((code) => code === topic)) {
    return new Problem('usage', message, `did you mean \`jwtadm explain ${topic}\`?`);
  }
  const names = [...listedCommands(program).map((each) => each.name()), ...topicNames];
  const meant = meantCommand(topic, names)?.replace(/^help /, '');
  const nearest = meant !== undefined && names.includes(meant) ? meant : undefined;
  return new Problem(
    'usage',
    message,
    nearest ? `did you mean \`jwtadm help ${nearest}\`?` : `there is help for ${names.join(', ')}`,
  );
}

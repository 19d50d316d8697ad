import type { Context } from '../context.ts';
import { type Configuration, foldName } from '../domain/configuration.ts';
import { parseInstant } from '../domain/instant.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderList } from '../terminal/configuration-list.ts';
import { configurationView } from '../terminal/configuration-view.ts';
import { choosing } from './line/choosing.ts';
import { type GlobalOptions, oneOf, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { note, outputStyle } from './output/notes.ts';

const formats = ['table', 'json', 'csv', 'yaml'] as const;
const sortKeys = ['name', 'modified', 'creator'] as const;

/** What `list` was asked for. */
export interface ListOptions extends GlobalOptions {
  readonly format: (typeof formats)[number];
  readonly sort: (typeof sortKeys)[number];
  readonly isReversed: boolean;
  /** Only enabled ones (true), only disabled ones (false), or all. */
  readonly enabled: boolean | undefined;
  readonly isWide: boolean;
}

/** `jwtadm list`: declares its options and help. */
export function listCommand(program: Program, context: Context, run = runList): void {
  program
    .command('list')
    .alias('ls')
    .description('List the configurations: name, whether enabled, when last modified, by whom created.')
    .addOption(choosing('-o, --output <format>', `${formats.join(', ')} (default: table)`, formats))
    .option('--json', 'the same as -o json')
    .addOption(choosing('--sort <key>', sortKeys.join(', '), sortKeys).default('name'))
    .option('--reverse', 'last first')
    .option('--enabled', 'only those that accept tokens')
    .option('--disabled', 'only those that do not')
    .option('--wide', 'algorithm, token name, username field and expiration too')
    .addHelpText('after', examples)
    .action(async (flags: ListFlags, command) => {
      program.exitCode = await run(context, { ...readGlobalOptions(command), ...readFlags(flags) });
    });
}

const examples = examplesText([
  ['All configurations', 'jwtadm list'],
  ['What was changed last, with more columns', 'jwtadm list --sort modified --reverse --wide'],
  ['The names of those that accept tokens', "jwtadm list --enabled --json | jq -r '.[].name'"],
]);

interface ListFlags {
  readonly output?: string;
  readonly json?: boolean;
  readonly sort: string;
  readonly reverse?: boolean;
  readonly enabled?: boolean;
  readonly disabled?: boolean;
  readonly wide?: boolean;
}

function readFlags(flags: ListFlags): Omit<ListOptions, keyof GlobalOptions> {
  if (flags.enabled && flags.disabled) {
    throw new Problem(
      'usage',
      '--enabled and --disabled exclude each other',
      'without either, all are listed',
    );
  }
  if (flags.json && (flags.output ?? 'json') !== 'json') {
    throw new Problem('usage', '--json and another format of -o exclude each other');
  }
  return {
    format: oneOf('-o', flags.json ? 'json' : (flags.output ?? 'table'), formats),
    sort: oneOf('--sort', flags.sort, sortKeys),
    isReversed: flags.reverse === true,
    enabled: flags.enabled ? true : flags.disabled ? false : undefined,
    isWide: flags.wide === true,
  };
}

/** Writes the list to stdout. */
export async function runList(context: Context, options: ListOptions): Promise<ExitCode> {
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const listed = store.configurations
    .filter(({ enabled }) => options.enabled === undefined || enabled === options.enabled)
    .sort(orders[options.sort]);
  if (options.isReversed) listed.reverse();
  if (store.configurations.length === 0) {
    note(context, options, `No configurations in ${store.label} yet: \`jwtadm create\` makes the first.`);
  } else if (listed.length === 0) {
    note(context, options, `No configuration is ${options.enabled ? 'enabled' : 'disabled'}.`);
  }
  const style = outputStyle(context, options);
  const views = listed.map((each) => configurationView(each));
  for await (const chunk of renderList(views, { ...options, style })) {
    context.stdout.write(chunk);
    if (context.stdout.isClosed) break;
  }
  return exitCodes.done;
}

/** Writes all configurations as a table, in the order of their names. */
export function listAll(context: Context, options: GlobalOptions): Promise<ExitCode> {
  const usual = {
    format: 'table',
    sort: 'name',
    isReversed: false,
    enabled: undefined,
    isWide: false,
  } as const;
  return runList(context, { ...options, ...usual });
}

type Order = (one: Configuration, other: Configuration) => number;

const byName: Order = (one, other) => compare(foldName(one.name), foldName(other.name));

/** What is not known comes first, as an empty cell does on the settings page; equals go by name. */
const orders: Record<(typeof sortKeys)[number], Order> = {
  name: byName,
  modified: (one, other) => modifiedAt(one) - modifiedAt(other) || byName(one, other),
  creator: (one, other) =>
    compare(foldName(one.creator ?? ''), foldName(other.creator ?? '')) || byName(one, other),
};

function modifiedAt({ lastModified }: Configuration): number {
  return (lastModified === undefined ? undefined : parseInstant(lastModified)) ?? -1e12;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

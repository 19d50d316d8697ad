import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { jsonDocument } from '../terminal/json.ts';
import { authorOf } from './input/author.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { note } from './output/notes.ts';

/** What `init` was asked for. */
export interface InitOptions extends GlobalOptions {
  /** True with `--local`: ./jwtadm.json rather than the user's own store. */
  readonly isLocal: boolean;
  readonly isJson: boolean;
}

/** `jwtadm init`: declares its options and help. */
export function initCommand(program: Program, context: Context, run = runInit): void {
  const command = program
    .command('init')
    .description('Make an empty store that only you can read.')
    .option('--local', 'make ./jwtadm.json')
    .option('--json', 'print where it is as one JSON document')
    .addHelpText('after', examples)
    .action(async (flags: { local?: boolean; json?: boolean }) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        isLocal: flags.local === true,
        isJson: flags.json === true,
      });
    });
}

const examples = examplesText([
  ['Your own store', 'jwtadm init'],
  ['A store in this folder', 'jwtadm init --local'],
  ['A store of any name', 'jwtadm init --config /etc/jwtadm/sso.json'],
]);

/** Makes an empty store; one that exists stays as it is and is a usage error. */
export async function runInit(context: Context, options: InitOptions): Promise<ExitCode> {
  if (options.isLocal && options.config !== undefined) {
    throw new Problem(
      'usage',
      '--local and --config exclude each other',
      'give one of them: --local makes ./jwtadm.json, --config FILE a store of any name',
    );
  }
  const request = storeRequest(options, options.isLocal ? 'make-local' : 'make');
  const store = await context.openStore({ ...request, author: authorOf(context, 'init') });
  if (store.exists) {
    throw new Problem(
      'usage',
      `there is a store already: ${store.label}`,
      '`jwtadm list` shows what it holds',
    );
  }
  await store.change(() => {});
  note(context, options, `Made the store ${store.label}. \`jwtadm create\` makes its first configuration.`);
  if (options.isJson) context.stdout.write(jsonDocument({ path: store.address, created: true }));
  return exitCodes.done;
}

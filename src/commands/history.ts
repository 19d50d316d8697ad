import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { historyDocuments, renderHistory } from '../terminal/history-list.ts';
import { jsonDocument } from '../terminal/json.ts';
import { historyEntries } from '../usecases/history/history-entries.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { note, outputStyle } from './output/notes.ts';

/** What `history` was asked for. */
export interface HistoryOptions extends GlobalOptions {
  readonly isJson: boolean;
}

/** `jwtadm history`: declares its options and help. */
export function historyCommand(program: Program, context: Context, run = runHistory): void {
  const command = program
    .command('history')
    .description(
      'Who changed which configuration, when, and which fields; never values. The newest change comes first.',
    )
    .option('--json', 'print one JSON array')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, KEPT))
    .action(async (flags: { json?: boolean }) => {
      program.exitCode = await run(context, { ...readGlobalOptions(command), isJson: flags.json === true });
    });
}

const examples = examplesText([
  ['What happened to the store', 'jwtadm history'],
  ['Take back the change that has the number 12, and all after it', 'jwtadm restore 12'],
  [
    'Who deleted CRM?',
    `jwtadm history --json | jq '.[] | select(.changes[] | .name == "CRM" and .action == "deleted")'`,
  ],
]);

const KEPT =
  'What the store was before each of the last 10 changes is kept beside it, in files that only its owner can read; the first column has the number for `jwtadm restore`. A change that was made without jwtadm, as with an editor, is shown as far as it can be seen.';

/** Writes the changes of the store to stdout. */
export async function runHistory(context: Context, options: HistoryOptions): Promise<ExitCode> {
  const store = await context.openStore({ ...storeRequest(options, 'refuse'), isLazy: true });
  const entries = historyEntries(await store.revisions());
  if (options.isJson) {
    context.stdout.write(jsonDocument(historyDocuments(entries)));
    return exitCodes.done;
  }
  if (entries.length === 0) note(context, options, `No change of ${store.label} is known.`);
  context.stdout.write(renderHistory(entries, outputStyle(context, options)));
  if (context.stdout.isTerminal && entries.some(({ isRestorable }) => isRestorable)) {
    note(context, options, '`jwtadm restore N` takes back change N and all after it.');
  }
  return exitCodes.done;
}

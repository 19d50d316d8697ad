import { resolve } from 'node:path';
import type { Context } from '../context.ts';
import { fieldLabel } from '../domain/field-label.ts';
import { describeSystemError, systemCode } from '../domain/system-error.ts';
import { type TransferFormat, transferFormats } from '../domain/transfer.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { jsonDocument } from '../terminal/json.ts';
import { exportConfigurations } from '../usecases/configurations/export.ts';
import { findConfigurations } from '../usecases/configurations/find-configuration.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { choosing } from './line/choosing.ts';
import { type GlobalOptions, oneOf, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { note, warn } from './output/notes.ts';

/** What `export` was asked for. */
export interface ExportOptions extends GlobalOptions {
  /** The configurations to write; empty for all of them. */
  readonly names: readonly string[];
  readonly format: TransferFormat;
  /** The new file to write to, which only its owner can read; stdout when undefined. */
  readonly file: string | undefined;
  readonly isRevealed: boolean;
}

/** `jwtadm export`: declares its arguments, options and help. */
export function exportCommand(program: Program, context: Context, run = runExport): void {
  const command = program
    .command('export')
    .description('Write configurations as JSON, for another store or for the analytics server.')
    .argument('[names...]', 'names of the configurations (default: all)')
    .addOption(choosing('--format <format>', transferFormats.join(', '), transferFormats).default('jwtadm'))
    .option('--reveal', 'with the secrets, which are left out else')
    .option('--file <file>', 'write to this new file, which only you can read, instead of stdout')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, FORMATS))
    .action(async (names: string[], flags: { format: string; reveal?: boolean; file?: string }) => {
      if (flags.file === '') throw new Problem('usage', '--file must name a file');
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        names,
        format: oneOf('--format', flags.format, transferFormats),
        file: flags.file,
        isRevealed: flags.reveal === true,
      });
    });
}

const examples = examplesText([
  ['All of it, secrets left out', 'jwtadm export'],
  [
    'For the server, into a file that only you can read',
    'jwtadm export ERP --format datafor --reveal --file erp.json',
  ],
]);

const FORMATS =
  'The format jwtadm is the format of stores; references to secrets stay references. datafor is the format of the analytics server: a list, with the text of every secret. Secrets left out are null. Public keys are not secret and are always exported.';

/** Writes configurations to stdout or a new file. */
export async function runExport(context: Context, options: ExportOptions): Promise<ExitCode> {
  const { names, format, file, isRevealed } = options;
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const configurations =
    names.length === 0 ? store.configurations : findConfigurations(store.configurations, names);
  const needs = { store, secrets: storedSecrets(context, options, store) };
  const { document, hidesSecrets, losses } = await exportConfigurations(needs, {
    configurations,
    format,
    isRevealed,
  });
  for (const { name, fields } of losses) {
    warn(context, options, `the format has no place for ${fields.map(fieldLabel).join(', ')} of ${name}`);
  }
  if (file === undefined) context.stdout.write(jsonDocument(document));
  else {
    const path = resolve(context.cwd, file);
    writeNewFile(context, path, jsonDocument(document));
    const count = configurations.length === 1 ? '1 configuration' : `${configurations.length} configurations`;
    note(context, options, `Wrote ${count} to ${path}, which only you can read.`);
  }
  if (hidesSecrets) note(context, options, 'Secrets were left out: --reveal exports them too.');
  return exitCodes.done;
}

/** Makes a file that only its owner can read; throws a usage Problem where that cannot be done. */
function writeNewFile(context: Context, path: string, text: string): void {
  try {
    context.keyFiles.make(path, text);
  } catch (error) {
    const isTaken = systemCode(error) === 'EEXIST';
    const why = isTaken ? 'there is something of that name already' : describeSystemError(error);
    throw new Problem(
      'usage',
      `the file of --file cannot be written: ${why}`,
      isTaken ? 'an export overwrites nothing: give another name, or move that file away' : undefined,
    );
  }
}

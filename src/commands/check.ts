import type { Context } from '../context.ts';
import { auditedCodes } from '../diagnosis/audit.ts';
import type { ReportedFinding } from '../domain/finding.ts';
import type { StoreAudit } from '../domain/store-audit.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { auditDocument } from '../terminal/audit-json.ts';
import { renderAudit } from '../terminal/audit-report.ts';
import { auditWithCommands } from '../terminal/fix-commands.ts';
import { jsonDocument } from '../terminal/json.ts';
import { checkStore } from '../usecases/check/check-store.ts';
import { findConfigurations } from '../usecases/configurations/find-configuration.ts';
import type { ConfigurationStore } from '../usecases/ports.ts';
import { repeatable } from './flags/field-flags.ts';
import {
  declareReportFlags,
  type OutputFormat,
  plainOutput,
  type ReportFlags,
  type ReportOptions,
  readReportFlags,
  wantsReports,
} from './flags/report-flags.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { type GlobalOptions, oneOf, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { outputStyle } from './output/notes.ts';

/** What `check` was asked for. */
export interface CheckOptions extends GlobalOptions, ReportOptions {
  /** The configurations to report on; empty for all of them. */
  readonly names: readonly string[];
  /** Codes that are not reported, and do not fail the check. */
  readonly ignoredCodes: readonly string[];
}

/** The flags of `check` as they were typed. */
interface CheckFlags extends ReportFlags {
  readonly ignore?: readonly string[];
}

const codes = auditedCodes.map(({ code }) => code);

/** All that `check` can write. */
const checkFormats: readonly OutputFormat[] = ['text', 'json', 'junit', 'github', 'gitlab', 'sarif'];

/** `jwtadm check`: declares its arguments, options and help. */
export function checkCommand(program: Program, context: Context, run = runCheck): void {
  const declared = program
    .command('check')
    .argument('[names...]', 'names of the configurations (default: all)')
    .description(
      'Audit configurations without a token, disabled ones too: keys that are missing, weak, shared or do not fit their algorithm, long expiration, open files.',
    )
    .addOption(repeatable('--ignore <code>', 'ignore findings with this code; repeatable', codes))
    .option('--json', 'print one JSON document');
  declareReportFlags(declared, checkFormats)
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, EXIT_CODES))
    .action(async (names: string[], flags: CheckFlags, command) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        names,
        ignoredCodes: (flags.ignore ?? []).map((code) => oneOf('--ignore', code, codes)),
        ...readReportFlags(flags, checkFormats),
      });
    });
}

const examples = examplesText([
  ['The whole store', 'jwtadm check'],
  ['Two configurations, each compared with all', 'jwtadm check ERP CRM'],
  ['Where the secrets are elsewhere: all but those', 'jwtadm check --ignore secret-unavailable'],
  ['In CI: annotations, and a report to keep', 'jwtadm check -o github --report check.sarif'],
  [
    'In a script: what is wrong, and where',
    `jwtadm check --json | jq -r '.configurations[] | .name + ": " + .findings[].code'`,
  ],
]);

const EXIT_CODES =
  'Exit codes: 0 no errors (there may be warnings), 1 errors, 3 no such configuration, 4 store unusable.';

/** Audits all configurations, for people. */
export function checkAll(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runCheck(context, { ...options, ...plainOutput, names: [], ignoredCodes: [] });
}

/** Audits the store and writes what was found; exit code 1 when there is an error. */
export async function runCheck(context: Context, options: CheckOptions): Promise<ExitCode> {
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const audit = await auditOf(context, options, store);
  if (wantsReports(options)) {
    const { writeAuditReports } = await import('./output/check-report.ts');
    await writeAuditReports(context, options, store, audit);
  }
  if (options.output === 'json') context.stdout.write(jsonDocument(auditDocument(audit)));
  if (options.output === 'text') context.stdout.write(renderAudit(audit, outputStyle(context, options)));
  return audit.ok ? exitCodes.done : exitCodes.rejected;
}

/** The audit, with commands on the store that `--config` named. */
async function auditOf(
  context: Context,
  options: CheckOptions,
  store: ConfigurationStore,
): Promise<StoreAudit<ReportedFinding>> {
  const { configurations } = store;
  const { names, ignoredCodes } = options;
  const reported = names.length === 0 ? configurations : findConfigurations(configurations, names);
  const needs = { store, secrets: storedSecrets(context, options, store), now: context.now };
  return auditWithCommands(
    await checkStore(needs, { path: store.label, mode: store.file?.mode, reported, ignoredCodes }),
    options,
  );
}

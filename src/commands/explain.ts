import type { Context } from '../context.ts';
import { auditCatalogue } from '../diagnosis/audit-catalogue.ts';
import { auditCodes } from '../diagnosis/audit-code.ts';
import { catalogue } from '../diagnosis/catalogue.ts';
import { diagnosisCodes } from '../diagnosis/diagnosis-code.ts';
import { auditScopes } from '../domain/audit-evidence.ts';
import { type CodeInfo, stages } from '../domain/finding.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderDiagnosisList } from '../terminal/diagnosis-list.ts';
import {
  diagnosisEntryDocument,
  diagnosisPageDocument,
  renderDiagnosisPage,
} from '../terminal/diagnosis-page.ts';
import { findingWithCommands } from '../terminal/fix-commands.ts';
import { jsonDocument } from '../terminal/json.ts';
import { choosingArgument } from './line/choosing.ts';
import { didYouMean } from './line/did-you-mean.ts';
import { type GlobalOptions, readGlobalOptions } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { outputStyle } from './output/notes.ts';

/** What `explain` was asked for. */
export interface ExplainOptions extends GlobalOptions {
  /** The diagnosis code; all of them when undefined. */
  readonly code: string | undefined;
  readonly isJson: boolean;
}

/** `jwtadm explain`: declares its argument, options and help. */
export function explainCommand(program: Program, context: Context, run = runExplain): void {
  program
    .command('explain')
    .addArgument(
      choosingArgument('[code]', 'a diagnosis code; without it, all are listed', [
        ...diagnosisCodes,
        ...auditCodes,
      ]),
    )
    .description(
      'Explain a diagnosis code: issue, possible cause, solution, and an example of what verify or check says. Without a code, list all of them.',
    )
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      examplesText([
        ['All codes, by issue', 'jwtadm explain'],
        ['One of them, with an example', 'jwtadm explain secret-is-base64'],
        ['The codes that reject a token', `jwtadm explain | awk -F '\\t' '$3 == "error" {print $1}'`],
      ]),
    )
    .action(async (code: string | undefined, flags: { json?: boolean }, command) => {
      program.exitCode = await run(context, {
        ...readGlobalOptions(command),
        code,
        isJson: flags.json === true,
      });
    });
}

/** Writes the page of a code, or the list of all, to stdout. */
export async function runExplain(context: Context, options: ExplainOptions): Promise<ExitCode> {
  const { code, isJson } = options;
  const style = outputStyle(context, options);
  const checks: CodeInfo[] = [
    ...stages.flatMap((stage) => [...catalogue[stage]]),
    ...auditScopes.flatMap((scope) => [...auditCatalogue[scope]]),
  ];
  if (code === undefined) {
    context.stdout.write(
      isJson ? jsonDocument(checks.map(diagnosisEntryDocument)) : renderDiagnosisList(checks, style),
    );
    return exitCodes.done;
  }
  const check = checks.find((each) => each.code === code.toLowerCase());
  if (!check) throw unknownCode(code, checks);
  // What signs the example is loaded by those who see it only.
  const { diagnosisExample } = await import('../usecases/tokens/diagnosis-example.ts');
  const made = diagnosisExample(check.code);
  const example = { ...made, finding: findingWithCommands(made.finding, { config: undefined }) };
  context.stdout.write(
    isJson ? jsonDocument(diagnosisPageDocument(check, example)) : renderDiagnosisPage(check, example, style),
  );
  return exitCodes.done;
}

function unknownCode(code: string, checks: readonly CodeInfo[]): Problem {
  const nearest = didYouMean(
    code,
    checks.map((each) => each.code),
  );
  return new Problem(
    'usage',
    'there is no such diagnosis code',
    nearest === undefined
      ? '`jwtadm explain` lists all codes'
      : `did you mean \`jwtadm explain ${nearest}\`?`,
  );
}

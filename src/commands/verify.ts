import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { differencesFrom } from '../domain/expectation.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { withCommands } from '../terminal/fix-commands.ts';
import { type Answer, verifyAny, verifyStored } from '../usecases/verify/verify-stored.ts';
import { declareExpectationFlags } from './flags/expectation-flags.ts';
import { declareReportFlags, plainOutput } from './flags/report-flags.ts';
import {
  readVerifyFlags,
  type VerifyFlags,
  type VerifyOptions,
  verifyFormats,
} from './flags/verify-flags.ts';
import { findOrAsk, requireName } from './input/choose-configuration.ts';
import { askToken, readTokenText } from './input/read-token.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { type GlobalOptions, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { writeAnswers, writeOutcome } from './output/verify-output.ts';

/** `jwtadm verify`: declares its options and help. */
export function verifyCommand(program: Program, context: Context, run = runVerify): void {
  const declared = program
    .command('verify')
    .argument('[name]', 'the configuration')
    .argument('[token]', 'the token, or - for stdin')
    .description(
      'Would this token log in under this configuration, as whom, and if not, why not and what to do. The token may be in a URL, an Authorization or Cookie line, a form or a JSON body.',
    )
    .option('--token-file <file>', 'read the token from a file')
    .option('--token-env <var>', 'read the token from an environment variable')
    .option(
      '--at <time>',
      'evaluate at another time: ISO 8601 (UTC where no offset is given) or epoch seconds',
    )
    .option('--any', 'instead of NAME: which enabled configuration accepts it?')
    .option('--ignore-disabled', 'rehearse a configuration that is not enabled yet')
    .option('--json', 'print one JSON document; with --batch one a line')
    .option(
      '--batch <file>',
      'verify many: a file, or - for stdin, with a token a line, or {"configuration", "token" or "generate", "at", "expect"}',
    )
    .option('--jobs <n>', 'how many threads --batch uses (default: all cores)')
    .option('--brief', 'with --batch --json: only "line", "accepted", "username" and "codes"');
  declareExpectationFlags(declareReportFlags(declared, verifyFormats))
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, EXIT_CODES))
    .action(async (name: string | undefined, token: string | undefined, flags: VerifyFlags, command) => {
      const options = { ...readGlobalOptions(command), ...readVerifyFlags(name, token, flags) };
      program.exitCode = await run(context, options);
    });
}

const examples = examplesText([
  ['A token from a variable, which keeps it out of the process list', 'jwtadm verify ERP --token-env TOKEN'],
  ['A login URL, straight from the clipboard', 'wl-paste | jwtadm verify ERP'],
  [
    'Would it still have been valid yesterday?',
    'jwtadm verify ERP --token-file erp.jwt --at 2026-03-01T12:00:00Z',
  ],
  ['Whose token is this?', 'jwtadm verify --any --token-file unknown.jwt'],
  ['Why do the logins of a whole log fail?', 'jwtadm verify ERP --batch tokens.txt'],
  ['In CI: a test case a line', 'jwtadm verify ERP --batch cases.ndjson --report cases.xml'],
  [
    'In a script: the right user, for an hour still',
    'jwtadm verify ERP --token-file erp.jwt --expect-user alice --min-remaining 1h --quiet',
  ],
  ['In a script: what is wrong', 'jwtadm verify ERP --token-file erp.jwt --json | jq -r ".diagnosis[].code"'],
]);

const EXIT_CODES =
  'Exit codes: 0 accepted (with --batch: all), 1 rejected, or not what was expected (with --batch: one at least), 2 usage error, or a line that cannot be evaluated, 3 no such configuration, 4 store unusable.';

/** Verifies a token that is asked for under a configuration that is picked from a list. */
export function verifyPasted(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runVerify(context, {
    ...options,
    ...plainOutput,
    name: undefined,
    token: { argument: undefined, file: undefined, variable: undefined },
    at: undefined,
    isAny: false,
    ignoresDisabled: false,
    batch: undefined,
    expectation: undefined,
    // Without its report there would be nothing to see.
    quiet: false,
  });
}

/** Verifies one token, or with `--batch` many, and writes the report; exit code 0 when it is accepted, 1 when it is not. */
export async function runVerify(context: Context, options: VerifyOptions): Promise<ExitCode> {
  if (options.batch) {
    const { runVerifyBatch } = await import('./verify-batch.ts');
    return runVerifyBatch(context, options, options.batch);
  }
  if (!options.isAny) {
    refuseTokenAsName(options);
    requireName(context, options, options.name, EXAMPLE);
  }
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const named = options.isAny ? undefined : await findOrAsk(context, store, options.name);
  const text = readTokenText(context, options.token) ?? (await askToken(context, options, EXAMPLE));
  const candidates = named ? [named] : enabledOnes(store.configurations);
  if (options.output === 'github') {
    (await import('./output/verify-report.ts')).maskToken(context, text, candidates);
  }
  const needs = { store, secrets: storedSecrets(context, options, store) };
  const { ignoresDisabled, at = Math.floor(context.now()), expectation = {} } = options;
  const trial = { text, now: at, ignoresDisabled };
  const { configuration, verification } = named
    ? await verifyStored(needs, trial, named)
    : nearestAnswer(context, options, await verifyAny(needs, trial, candidates));
  const differences = differencesFrom(verification, expectation);
  await writeOutcome(context, options, {
    verification: withCommands(verification, options),
    differences,
    tokenName: configuration.tokenName,
  });
  return differences.length === 0 ? exitCodes.done : exitCodes.rejected;
}

/** The answer to report, after writing the answers of all configurations. */
function nearestAnswer(
  context: Context,
  options: VerifyOptions,
  { answers, nearest }: Awaited<ReturnType<typeof verifyAny>>,
): Answer {
  writeAnswers(context, options, answers);
  return nearest;
}

/** A token in the place of NAME is not a mistyped name. */
function refuseTokenAsName({ name, token }: VerifyOptions): void {
  const isAlone = token.argument === undefined && token.file === undefined && token.variable === undefined;
  // From the beginning of a word only, else the pattern would try each of many "eyJ" to the end.
  if (!isAlone || name === undefined || !/(?<![\w-])eyJ[\w-]*\.|:\/\//.test(name)) return;
  throw new Problem(
    'usage',
    'NAME is missing before the token',
    `for example: \`${EXAMPLE}\`, or --any to ask every configuration`,
  );
}

const EXAMPLE = 'jwtadm verify ERP --token-file erp.jwt';

function enabledOnes(configurations: readonly Configuration[]): Configuration[] {
  const enabled = configurations.filter((configuration) => configuration.enabled);
  if (enabled.length > 0) return enabled;
  throw new Problem('not-found', 'no configuration is enabled', '`jwtadm enable NAME` lets tokens in');
}

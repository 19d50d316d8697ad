import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type Difference, differencesFrom } from '../domain/expectation.ts';
import { withConfig } from '../domain/suggested-command.ts';
import type { Verification } from '../domain/verification.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { OtherConfiguration } from '../jwt/other-configuration.ts';
import { Problem } from '../problem.ts';
import { expectationDocument, renderExpectation } from '../terminal/expectation-report.ts';
import { jsonDocument } from '../terminal/json.ts';
import { renderTried } from '../terminal/tried-configurations.ts';
import { verificationDocument } from '../terminal/verification-json.ts';
import { renderVerification } from '../terminal/verification-report.ts';
import { findOrAsk, requireName } from '../usecases/configurations/find-configuration.ts';
import type { Store } from '../usecases/ports.ts';
import { type StoredSecrets, storedSecrets } from '../usecases/secrets/stored-secrets.ts';
import { verifyToken } from '../usecases/verify/verify-token.ts';
import { declareExpectationFlags } from './flags/expectation-flags.ts';
import { declareReportFlags, isReport, wantsReports } from './flags/report-flags.ts';
import {
  readVerifyFlags,
  type VerifyFlags,
  type VerifyOptions,
  verifyFormats,
} from './flags/verify-flags.ts';
import { askToken, readTokenText } from './input/read-token.ts';
import { readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { note, outputStyle } from './output/notes.ts';

/** `jwtadm verify`: declares its options and help. */
export function verifyCommand(program: Program, context: Context, run = runVerify): void {
  const declared = program
    .command('verify')
    .argument('[name]', 'the configuration')
    .argument('[token]', 'the token, or - for stdin')
    .description(
      'Would this token log in under this configuration, as whom, and if not, why not and what to do. The token may stand in a URL, an Authorization or Cookie line, a form or a JSON body.',
    )
    .option('--token-file <file>', 'read the token from a file')
    .option('--token-env <var>', 'read the token from an environment variable')
    .option(
      '--at <time>',
      'evaluate at another moment: ISO 8601 (UTC where no offset is given) or epoch seconds',
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
  const asked = named ? [named] : enabledOnes(store.configurations);
  if (options.output === 'github')
    (await import('./output/verify-report.ts')).maskToken(context, text, asked);
  const trial = { context, options, store, secrets: storedSecrets(context, options, store), text };
  await trial.secrets.unlockFor(asked, 'asks');
  const tried = named ? verifyUnder(trial, named) : verifyUnderAny(trial, asked);
  const { configuration, verification } = await explained(trial, tried);
  const { expectation = {} } = options;
  const differences = differencesFrom(verification, expectation);
  const outcome = { verification, differences };
  if (wantsReports(options)) await writeReports(context, options, outcome);
  if (!options.quiet || options.output !== 'text') {
    report(context, options, outcome, configuration.tokenName);
  }
  return differences.length === 0 ? exitCodes.done : exitCodes.rejected;
}

/** A token, and what it is held against. */
interface Trial {
  readonly context: Context;
  readonly options: VerifyOptions;
  readonly store: Store;
  readonly secrets: StoredSecrets;
  /** The token, in whatever carries it. */
  readonly text: string;
}

/** A configuration, and what it says to the token. */
interface Tried {
  readonly configuration: Configuration;
  readonly verification: Verification;
}

/**
 * The same once the encrypted secrets of the other configurations can be tried: only a wrong signature
 * is worth opening them, and nobody is asked for that.
 */
async function explained(trial: Trial, tried: Tried): Promise<Tried> {
  if (tried.verification.stages.signature !== 'failed') return tried;
  const isOpenedNow = await trial.secrets.unlockFor(trial.store.configurations, 'asks nobody');
  return isOpenedNow ? verifyUnder(trial, tried.configuration) : tried;
}

/** The enabled configuration that accepts the token, or the nearest, explained; lists what each one says. */
function verifyUnderAny(trial: Trial, enabled: readonly Configuration[]): Tried {
  const { context, options } = trial;
  const tried = enabled.map((each) => verifyUnder(trial, each, []));
  if (options.output === 'text' && !options.quiet) {
    const said = tried.map(({ verification }) => verification);
    context.stdout.write(renderTried(said, outputStyle(context, options)));
  }
  const best = tried.reduce((nearest, each) => (distance(each) < distance(nearest) ? each : nearest));
  if (best.verification.accepted) return best;
  // The other configurations, disabled ones too, are asked for once: for the one that is reported.
  return verifyUnder(trial, best.configuration);
}

/** How far a token is from a login: accepted, signed with its secret or its previous one, then by the number of errors. */
function distance({ verification: { accepted, signedWith, diagnosis } }: Tried): number {
  if (accepted) return -1;
  const errors = diagnosis.filter(({ severity }) => severity === 'error').length;
  return errors + (signedWith === null ? 1000 : 0);
}

/** A token in the place of NAME is no name that somebody mistyped. */
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

function verifyUnder(
  trial: Trial,
  configuration: Configuration,
  others: Iterable<OtherConfiguration> = othersOf(trial, configuration),
): Tried {
  const { context, options, store, secrets, text } = trial;
  const verification = verifyToken({
    text,
    configuration,
    secret: secrets.of(configuration),
    previousSecret: () => secrets.previousOf(configuration),
    fingerprintKey: store.fingerprintKey,
    now: options.at ?? Math.floor(context.now()),
    ignoresDisabled: options.ignoresDisabled,
    others: () => others,
  });
  const diagnosis = withConfig(verification.diagnosis, options);
  return { configuration, verification: { ...verification, diagnosis } };
}

/** The other configurations with their secrets, each read when it is asked for. */
function* othersOf({ store, secrets }: Trial, configuration: Configuration): Iterable<OtherConfiguration> {
  for (const other of store.configurations) {
    if (other !== configuration) yield { configuration: other, secret: secrets.of(other) };
  }
}

function report(
  context: Context,
  options: VerifyOptions,
  { verification, differences }: Outcome,
  tokenName: string,
): void {
  const { carrier, diagnosis } = verification;
  const isElsewhere = diagnosis.some(({ code }) => code === 'token-name-mismatch' || code === 'token-empty');
  if (carrier !== undefined && !isElsewhere) {
    const field = carrier === 'Authorization header' ? '' : `the field ${tokenName} of `;
    note(context, options, `The token was taken from ${field}the ${carrier}.`);
  }
  if (isReport(options.output)) return;
  context.stdout.write(
    options.output === 'json'
      ? jsonDocument(outcomeDocument(options, { verification, differences }))
      : outcomeText(context, options, { verification, differences }),
  );
}

/** What the verification gave, and what of it is not as expected. */
interface Outcome {
  readonly verification: Verification;
  readonly differences: readonly Difference[];
}

/** The reports for CI, which are loaded by those who want them. */
async function writeReports(context: Context, options: VerifyOptions, outcome: Outcome): Promise<void> {
  const { writeVerificationReports } = await import('./output/verify-report.ts');
  const { verification, differences } = outcome;
  const comparison = options.expectation && { expectation: options.expectation, differences };
  await writeVerificationReports(context, options, verification, comparison);
}

function outcomeDocument({ expectation }: VerifyOptions, { verification, differences }: Outcome): object {
  return {
    ...verificationDocument(verification),
    ...(expectation && { expectation: expectationDocument({ expectation, differences }) }),
  };
}

function outcomeText(
  context: Context,
  options: VerifyOptions,
  { verification, differences }: Outcome,
): string {
  const style = outputStyle(context, options);
  const text = renderVerification(verification, style);
  return options.expectation ? `${renderExpectation(differences, style)}\n${text}` : text;
}

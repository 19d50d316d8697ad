import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type EpochSeconds, parseInstant } from '../domain/instant.ts';
import type { Verification } from '../domain/verification.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import type { OtherConfiguration } from '../jwt/explain-signature.ts';
import { Problem } from '../problem.ts';
import type { Store } from '../store/store.ts';
import { jsonDocument } from '../terminal/json.ts';
import { renderTried } from '../terminal/tried-configurations.ts';
import { verificationDocument } from '../terminal/verification-json.ts';
import { renderVerification } from '../terminal/verification-report.ts';
import { verifyToken } from '../verify-token.ts';
import { demandName, findByName, findOrAsk } from './find-configuration.ts';
import { canAsk, type GlobalOptions, readGlobalOptions, storeRequest } from './global-options.ts';
import { note, outputStyle } from './notes.ts';
import { examplesText, type Program } from './program.ts';
import { readStoredSecret } from './read-stored-secret.ts';
import { missingToken, readTokenText, type TokenSource } from './read-token.ts';

/** What `verify` was asked for. */
export interface VerifyOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly token: TokenSource;
  /** The moment to evaluate at; now when undefined. */
  readonly at: EpochSeconds | undefined;
  readonly ignoresDisabled: boolean;
  /** Ask every enabled configuration which of them accepts the token, instead of one by its name. */
  readonly isAny: boolean;
  readonly isJson: boolean;
}

/** `jwtadm verify`: declares its options and help. */
export function verifyCommand(program: Program, context: Context, run = runVerify): void {
  program
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
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, token: string | undefined, flags: VerifyFlags, command) => {
      const options = { ...readGlobalOptions(command), ...readFlags(name, token, flags) };
      program.exitCode = await run(context, options);
    });
}

const examples = `${examplesText([
  ['A token from a variable, which keeps it out of the process list', 'jwtadm verify ERP --token-env TOKEN'],
  ['A login URL, straight from the clipboard', 'wl-paste | jwtadm verify ERP'],
  [
    'Would it still have been valid yesterday?',
    'jwtadm verify ERP --token-file erp.jwt --at 2026-03-01T12:00:00Z',
  ],
  ['Whose token is this?', 'jwtadm verify --any --token-file unknown.jwt'],
  ['In a script', 'jwtadm verify ERP --token-file erp.jwt --json | jq -r ".diagnosis[].code"'],
])}

Exit codes: 0 accepted, 1 rejected, 2 usage error, 3 no such configuration, 4 store unusable.`;

interface VerifyFlags {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly at?: string;
  readonly any?: boolean;
  readonly ignoreDisabled?: boolean;
  readonly json?: boolean;
}

function readFlags(
  first: string | undefined,
  second: string | undefined,
  flags: VerifyFlags,
): Omit<VerifyOptions, keyof GlobalOptions> {
  if (flags.any && second !== undefined) {
    throw new Problem(
      'usage',
      '--any takes the place of NAME',
      'for example: jwtadm verify --any --token-file x.jwt',
    );
  }
  const at = flags.at === undefined ? undefined : parseInstant(flags.at);
  if (flags.at !== undefined && at === undefined) {
    throw new Problem(
      'usage',
      '--at must be a moment',
      'write ISO 8601, such as 2026-03-01T12:00:00Z, or epoch seconds, such as 1772366400',
    );
  }
  return {
    name: flags.any ? undefined : first,
    token: { argument: flags.any ? first : second, file: flags.tokenFile, variable: flags.tokenEnv },
    at,
    isAny: flags.any === true,
    ignoresDisabled: flags.ignoreDisabled === true,
    isJson: flags.json === true,
  };
}

/** Verifies one token and writes the report; exit code 0 when it is accepted, 1 when it is not. */
export async function runVerify(context: Context, options: VerifyOptions): Promise<ExitCode> {
  if (!options.isAny) {
    refuseTokenAsName(options);
    demandName(context, options, options.name, EXAMPLE);
  }
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const tried = options.isAny
    ? enabledOnes(store.configurations)
    : [await findOrAsk(context, store, options.name)];
  const text = readTokenText(context, options.token) ?? (await askToken(context, options));
  const verifications = tried.map((configuration) =>
    verifyUnder(context, options, store, configuration, text),
  );
  const verification = nearest(verifications);
  if (options.isAny && !options.isJson) {
    context.stdout.write(renderTried(verifications, outputStyle(context, options)));
  }
  report(context, options, verification, findByName(tried, verification.configuration.name)?.tokenName ?? '');
  return verification.accepted ? exitCodes.done : exitCodes.rejected;
}

/** A token in the place of NAME is no name that somebody mistyped. */
function refuseTokenAsName({ name, token }: VerifyOptions): void {
  const isAlone = token.argument === undefined && token.file === undefined && token.variable === undefined;
  if (!isAlone || name === undefined || !/eyJ[\w-]*\.|:\/\//.test(name)) return;
  throw new Problem(
    'usage',
    'NAME is missing before the token',
    `for example: ${EXAMPLE}, or --any to ask every configuration`,
  );
}

const EXAMPLE = 'jwtadm verify ERP --token-file erp.jwt';

function enabledOnes(configurations: readonly Configuration[]): Configuration[] {
  const enabled = configurations.filter((configuration) => configuration.enabled);
  if (enabled.length > 0) return enabled;
  throw new Problem('not-found', 'no configuration is enabled', '`jwtadm enable NAME` lets tokens in');
}

function verifyUnder(
  context: Context,
  options: VerifyOptions,
  store: Store,
  configuration: Configuration,
  text: string,
): Verification {
  return verifyToken({
    text,
    configuration,
    secret: readStoredSecret(context, store, configuration),
    fingerprintKey: store.fingerprintKey,
    now: options.at ?? Math.floor(context.now()),
    ignoresDisabled: options.ignoresDisabled,
    // With --any the other configurations speak for themselves.
    others: () => (options.isAny ? [] : othersOf(context, store, configuration)),
  });
}

/** The verification that accepts, else the one whose key the token was signed with, else the one with the fewest errors. */
function nearest(verifications: readonly Verification[]): Verification {
  const distance = ({ accepted, stages, diagnosis }: Verification) => {
    if (accepted) return -1;
    const errors = diagnosis.filter(({ severity }) => severity === 'error').length;
    return errors + (stages.signature === 'passed' ? 0 : 1000);
  };
  return verifications.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/** The other configurations with their secrets, each read when it is asked for. */
function* othersOf(
  context: Context,
  store: Store,
  configuration: Configuration,
): Iterable<OtherConfiguration> {
  for (const other of store.configurations) {
    if (other !== configuration)
      yield { configuration: other, secret: readStoredSecret(context, store, other) };
  }
}

async function askToken(context: Context, options: VerifyOptions): Promise<string> {
  if (!canAsk(context, options)) throw missingToken(EXAMPLE);
  return context.prompt.text({ message: 'Token', fault: () => undefined });
}

function report(
  context: Context,
  options: VerifyOptions,
  verification: Verification,
  tokenName: string,
): void {
  const { carrier, diagnosis } = verification;
  const isElsewhere = diagnosis.some(({ code }) => code === 'token-name-mismatch' || code === 'token-empty');
  if (carrier !== undefined && !isElsewhere) {
    const field = carrier === 'Authorization header' ? '' : `the field ${tokenName} of `;
    note(context, options, `The token was taken from ${field}the ${carrier}.`);
  }
  context.stdout.write(
    options.isJson
      ? jsonDocument(verificationDocument(verification))
      : renderVerification(verification, outputStyle(context, options)),
  );
}

import { dirname } from 'node:path';
import type { Context } from '../context.ts';
import { type EpochSeconds, parseInstant } from '../domain/instant.ts';
import { secretSource } from '../domain/secret-key.ts';
import type { Verification } from '../domain/verification.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { readSecret } from '../store/read-secret.ts';
import { jsonDocument } from '../terminal/json.ts';
import { verificationDocument } from '../terminal/verification-json.ts';
import { renderVerification } from '../terminal/verification-report.ts';
import { verifyToken } from '../verify-token.ts';
import { demandName, findOrAsk } from './find-configuration.ts';
import { canAsk, type GlobalOptions, readGlobalOptions, storeRequest } from './global-options.ts';
import { note, outputStyle } from './notes.ts';
import { examplesText, type Program } from './program.ts';
import { missingToken, readTokenText, type TokenSource } from './read-token.ts';

/** What `verify` was asked for. */
export interface VerifyOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly token: TokenSource;
  /** The moment to evaluate at; now when undefined. */
  readonly at: EpochSeconds | undefined;
  readonly ignoresDisabled: boolean;
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
    .option('--ignore-disabled', 'rehearse a configuration that is not enabled yet')
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, token: string | undefined, flags: VerifyFlags, command) => {
      const options = { ...readGlobalOptions(command), name, ...readFlags(token, flags) };
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
  ['In a script', 'jwtadm verify ERP --token-file erp.jwt --json | jq -r ".diagnosis[].code"'],
])}

Exit codes: 0 accepted, 1 rejected, 2 usage error, 3 no such configuration, 4 store unusable.`;

interface VerifyFlags {
  readonly tokenFile?: string;
  readonly tokenEnv?: string;
  readonly at?: string;
  readonly ignoreDisabled?: boolean;
  readonly json?: boolean;
}

function readFlags(
  token: string | undefined,
  flags: VerifyFlags,
): Pick<VerifyOptions, 'token' | 'at' | 'ignoresDisabled' | 'isJson'> {
  const at = flags.at === undefined ? undefined : parseInstant(flags.at);
  if (flags.at !== undefined && at === undefined) {
    throw new Problem(
      'usage',
      '--at must be a moment',
      'write ISO 8601, such as 2026-03-01T12:00:00Z, or epoch seconds, such as 1772366400',
    );
  }
  return {
    token: { argument: token, file: flags.tokenFile, variable: flags.tokenEnv },
    at,
    ignoresDisabled: flags.ignoreDisabled === true,
    isJson: flags.json === true,
  };
}

/** Verifies one token and writes the report; exit code 0 when it is accepted, 1 when it is not. */
export async function runVerify(context: Context, options: VerifyOptions): Promise<ExitCode> {
  const example = 'jwtadm verify ERP --token-file erp.jwt';
  demandName(context, options, options.name, example);
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const configuration = await findOrAsk(context, store, options.name);
  const text = readTokenText(context, options.token) ?? (await askToken(context, options, example));
  const secret = readSecret(secretSource(configuration.secretKey), {
    env: context.env,
    storeFolder: dirname(store.path),
    readFile: context.readFile,
  });
  const verification = verifyToken({
    text,
    configuration,
    secret,
    fingerprintKey: store.fingerprintKey,
    now: options.at ?? context.now(),
    ignoresDisabled: options.ignoresDisabled,
  });
  report(context, options, verification, configuration.tokenName);
  return verification.accepted ? exitCodes.done : exitCodes.rejected;
}

async function askToken(context: Context, options: VerifyOptions, example: string): Promise<string> {
  if (!canAsk(context, options)) throw missingToken(example);
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

import type { Context } from '../context.ts';
import { diagnosisCodes } from '../diagnosis/diagnosis-code.ts';
import type { Configuration } from '../domain/configuration.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { jsonDocument } from '../terminal/json.ts';
import type { IssueRequest } from '../usecases/tokens/issue.ts';
import { repeatable } from './flags/field-flags.ts';
import {
  type GenerateFlags,
  type GenerateOptions,
  readGenerateFlags,
  usernameFault,
} from './flags/generate-flags.ts';
import { findOrAsk } from './input/choose-configuration.ts';
import { readPrivateKeyFile } from './input/read-private-key-file.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { choosing } from './line/choosing.ts';
import { canPrompt, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, type Program } from './line/program.ts';
import { issueProblem, noteVerdict } from './output/issue-text.ts';
import { refuseFaults } from './output/notes.ts';

/** `jwtadm generate`: declares its options and help. */
export function generateCommand(program: Program, context: Context, run = runGenerate): void {
  program
    .command('generate')
    .argument('[name]', 'the configuration')
    .description(
      'Sign a test token as the issuing system would, or one that is broken on purpose: to try a login, and to see what verify says when it fails.',
    )
    .option('--username <text>', 'the login name; put into the claim that Username Field says')
    .addOption(
      repeatable('--claim <name=value>', 'a further claim; the value is JSON, or else text; repeatable'),
    )
    .option(
      '--lifetime <seconds>',
      'how long it lives, in seconds or as 1h (default: 1h, or Expiration Time)',
    )
    .option('--at <time>', 'when it is issued: ISO 8601 (UTC where no offset is given) or epoch seconds')
    .option('--url <base>', 'print the login URL: this one with the token as the parameter Token Name')
    .option('--private-key-file <file>', 'the private key (PEM or JWK) of a configuration with a public key')
    .option(
      '--previous-secret',
      'sign with the secret before it was rotated, as an issuer that still has that one',
    )
    .addOption(
      choosing(
        '--broken <code>',
        'break it so that verify says this diagnosis code; see `jwtadm explain`',
        diagnosisCodes,
      ),
    )
    .option('--json', 'print one JSON document')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, flags: GenerateFlags, command) => {
      const options = { ...readGlobalOptions(command), name, ...readGenerateFlags(flags) };
      program.exitCode = await run(context, options);
    });
}

const examples = examplesText([
  [
    'A token for alice, and what verify says of it',
    'jwtadm generate ERP --username alice | jwtadm verify ERP',
  ],
  [
    'With name and e-mail address, for five minutes',
    "jwtadm generate ERP --username alice --claim name='Alice Example' --claim email=alice@example.com --lifetime 5m",
  ],
  [
    'The ready login URL',
    'jwtadm generate ERP --username alice --url "https://analytics.example.com/home?lang=en"',
  ],
  [
    'For a configuration with a public key',
    'jwtadm generate Portal --username carol --private-key-file portal-private.pem',
  ],
  [
    'What happens when the issuer decodes the secret?',
    'jwtadm generate ERP --username alice --broken secret-is-base64 | jwtadm verify ERP',
  ],
]);

/** Writes one token, or its login URL, to stdout. */
export async function runGenerate(context: Context, options: GenerateOptions): Promise<ExitCode> {
  const { username: given } = options;
  if (!canPrompt(context, options)) refuseMissing(options);
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const configuration = await findOrAsk(context, store, options.name);
  const username = given ?? (await context.prompt.text({ message: 'Username', fault: usernameFault }));
  const secrets = storedSecrets(context, options, store);
  await secrets.unlockFor([configuration], 'asks');
  // The signing code is loaded only here.
  const { issueTestToken } = await import('../usecases/tokens/issue.ts');
  const result = issueTestToken(
    {
      secret: secrets.of(configuration),
      previousSecret: () => secrets.previousOf(configuration),
    },
    requestOf(context, options, { configuration, username }),
  );
  if (!result.ok) throw issueProblem(result.fault, configuration.name);
  const { token, url, text, claims, header, verification } = result.issued;
  noteVerdict(context, options, verification);
  context.stdout.write(options.isJson ? jsonDocument({ token, url, claims, header }) : `${text}\n`);
  return exitCodes.done;
}

function requestOf(
  context: Context,
  options: GenerateOptions,
  { configuration, username }: { configuration: Configuration; username: string },
): IssueRequest {
  const { claims: more, lifetimeSeconds, broken, url, privateKeyFile: file, usesPreviousSecret } = options;
  return {
    configuration,
    login: { username, more, lifetimeSeconds, broken },
    now: Math.floor(options.at ?? context.now()),
    url,
    privateKeyText: file === undefined ? undefined : () => readPrivateKeyFile(context, file),
    usesPreviousSecret,
  };
}

function refuseMissing({ name, username }: GenerateOptions): void {
  const missing = [
    ...(name === undefined ? ['NAME is missing'] : []),
    ...(username === undefined ? ['--username is missing'] : []),
  ];
  refuseFaults(missing, 'for example: `jwtadm generate ERP --username alice`');
}

import type { Context } from '../context.ts';
import type { Configuration } from '../domain/configuration.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { shellWord } from '../domain/shell-word.ts';
import { escapeUnprintable } from '../domain/unprintable.ts';
import { type ExitCode, exitCodes } from '../exit-code.ts';
import { Problem } from '../problem.ts';
import { renderForm } from '../terminal/configuration-form.ts';
import { configurationDocument } from '../terminal/configuration-json.ts';
import { configurationView } from '../terminal/configuration-view.ts';
import { jsonDocument } from '../terminal/json.ts';
import { factsEverywhere } from '../usecases/configurations/configuration-facts.ts';
import { findOrAsk, requireName } from './input/choose-configuration.ts';
import { storedSecrets } from './input/stored-secrets.ts';
import { choosing } from './line/choosing.ts';
import { type GlobalOptions, oneOf, readGlobalOptions, storeRequest } from './line/global-options.ts';
import { examplesText, helpParagraph, type Program } from './line/program.ts';
import { note, outputStyle } from './output/notes.ts';

const formats = ['text', 'json'] as const;

/** What `show` was asked for. */
export interface ShowOptions extends GlobalOptions {
  readonly name: string | undefined;
  readonly format: (typeof formats)[number];
  /** True with `--reveal`: print the secret's text and nothing else. */
  readonly isRevealed: boolean;
}

/** `jwtadm show`: declares its argument, options and help. */
export function showCommand(program: Program, context: Context, run = runShow): void {
  const command = program
    .command('show')
    .description('Show every field of a configuration; of its secret the kind, the size and a fingerprint.')
    .argument('[name]', 'name of the configuration')
    .addOption(choosing('-o, --output <format>', `${formats.join(', ')} (default: text)`, formats))
    .option('--json', 'the same as -o json')
    .option('--reveal', 'print the secret, alone')
    .addHelpText('after', examples)
    .addHelpText('after', () => helpParagraph(context, FINGERPRINTS))
    .action(
      async (name: string | undefined, flags: { output?: string; json?: boolean; reveal?: boolean }) => {
        const format = oneOf('-o', flags.output ?? (flags.json ? 'json' : 'text'), formats);
        if (flags.json && format !== 'json') {
          throw new Problem('usage', '--json and another format of -o exclude each other');
        }
        const isRevealed = flags.reveal === true;
        if (isRevealed && format === 'json') {
          throw new Problem(
            'usage',
            '--reveal and --json exclude each other',
            '--reveal prints the secret alone',
          );
        }
        program.exitCode = await run(context, { ...readGlobalOptions(command), name, format, isRevealed });
      },
    );
}

const examples = examplesText([
  ['Every field', 'jwtadm show ERP'],
  [
    'The fingerprint, to compare it with the fingerprint of CRM',
    'jwtadm show ERP --json | jq -r .secretKey.fingerprint',
  ],
  ['The secret itself, for the issuer', 'jwtadm show ERP --reveal'],
]);

const FINGERPRINTS =
  "Equal fingerprints are equal secrets within one store, with whose random key they are made: another store has others. A public key's fingerprint is the SHA-256 of its SPKI form, the same everywhere.";

/** Writes one configuration to stdout. */
export async function runShow(context: Context, options: ShowOptions): Promise<ExitCode> {
  requireName(context, options, options.name, 'jwtadm show ERP');
  const store = await context.openStore(storeRequest(options, 'refuse'));
  const configuration = await findOrAsk(context, store, options.name);
  const secrets = storedSecrets(context, options, store);
  await secrets.unlockFor([configuration], options.isRevealed ? 'asks' : 'without asking');
  if (options.isRevealed) {
    const text = secretText(secrets.of(configuration), configuration);
    context.stdout.write(`${context.stdout.isTerminal ? escapeLines(text) : text}\n`);
    return exitCodes.done;
  }
  const { secretKey, previousSecret } = factsEverywhere({ store, secrets }, configuration);
  const view = configurationView(configuration, secretKey, previousSecret);
  if (view.secretKey.facts?.kind === 'HMAC secret' && store.fingerprintKey === undefined) {
    note(
      context,
      options,
      'No fingerprint: the store has no key for them yet, and gets one at its next change.',
    );
  }
  context.stdout.write(
    options.format === 'json'
      ? jsonDocument(configurationDocument(view))
      : renderForm(view, outputStyle(context, options), context.now()),
  );
  return exitCodes.done;
}

/** Shows a configuration that is picked from a list. */
export function showPicked(context: Context, options: GlobalOptions): Promise<ExitCode> {
  return runShow(context, { ...options, name: undefined, format: 'text', isRevealed: false });
}

/** The secret's text; throws a Problem when its source does not give it. */
function secretText(reading: SecretResult, { name }: Configuration): string {
  if (reading.ok) return reading.text;
  throw new Problem(
    'store',
    `the secret of ${name} cannot be read: ${reading.reason}`,
    `\`jwtadm show ${shellWord(name)}\` says where it should be`,
  );
}

/** Text of several lines, such as PEM, with what acts on a terminal escaped. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeUnprintable).join('\n');
}

import type { Command } from 'commander';
import type { Context } from '../../context.ts';
import { parseDuration } from '../../domain/duration.ts';
import { Problem } from '../../problem.ts';
import type { ColorChoice } from '../../terminal/style.ts';
import type { StoreRequest } from '../../usecases/ports.ts';
import { choosing } from './choosing.ts';
import { notOneOf, suggestion } from './did-you-mean.ts';

/** The options that every command takes, before or after its name. */
export interface GlobalOptions {
  /** The store's file of `--config`. */
  readonly config: string | undefined;
  /** False with `--no-input`: never prompt. */
  readonly input: boolean;
  readonly color: ColorChoice;
  /** True with `--quiet`: no notes. */
  readonly quiet: boolean;
  readonly allowInsecurePermissions: boolean;
  /** The file of the age identities that open an encrypted store's secrets. */
  readonly identityFile: string | undefined;
  /** The file of the passphrase that does. */
  readonly passphraseFile: string | undefined;
  /** How long a change waits while another process writes; undefined without `--lock-timeout`. */
  readonly lockTimeoutSeconds: number | undefined;
}

const colorChoices: readonly ColorChoice[] = ['auto', 'always', 'never'];

/** Declares the global options on the root of the command tree. */
export function declareGlobalOptions(program: Command): void {
  program
    .option('--config <file>', "the store (default: $JWTADM_CONFIG, ./jwtadm.json, then the user's own)")
    .option('--no-input', 'never prompt')
    .addOption(
      choosing('--color <when>', `colour the output: ${colorChoices.join(', ')}`, colorChoices).default(
        'auto',
      ),
    )
    .option('-q, --quiet', 'say only what was asked for, warnings and errors')
    .option('--allow-insecure-permissions', 'use a store with secrets that others can read')
    .option(
      '--identity-file <file>',
      'the age identity of encrypted secrets (default: $JWTADM_IDENTITY_FILE)',
    )
    .option('--passphrase-file <file>', 'a file with their passphrase (else $JWTADM_PASSPHRASE is it)')
    .option('--lock-timeout <seconds>', 'how long a change waits while another process writes (default: 10)');
}

/** The global options as given on either side of the command's name; throws a usage Problem. */
export function readGlobalOptions(command: Command): GlobalOptions {
  const given = command.optsWithGlobals<{
    config?: string;
    input?: boolean;
    color?: string;
    quiet?: boolean;
    allowInsecurePermissions?: boolean;
    identityFile?: string;
    passphraseFile?: string;
    lockTimeout?: string;
  }>();
  refuseNoFile('--config', given.config);
  refuseNoFile('--identity-file', given.identityFile);
  refuseNoFile('--passphrase-file', given.passphraseFile);
  return {
    config: given.config,
    input: given.input ?? true,
    color: oneOf('--color', given.color ?? 'auto', colorChoices),
    quiet: given.quiet ?? false,
    allowInsecurePermissions: given.allowInsecurePermissions ?? false,
    identityFile: given.identityFile,
    passphraseFile: given.passphraseFile,
    lockTimeoutSeconds: given.lockTimeout === undefined ? undefined : lockTimeout(given.lockTimeout),
  };
}

function refuseNoFile(flag: string, value: string | undefined): void {
  if (value === '') throw new Problem('usage', `${flag} must name a file`);
}

function lockTimeout(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined && seconds <= 3600) return seconds;
  throw new Problem('usage', '--lock-timeout must be 0 to 3600 seconds', 'for example --lock-timeout 30');
}

/** The value of a flag that takes one of a few words; throws a usage Problem that lists them. */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Problem('usage', notOneOf(flag, allowed), suggestion(value, allowed));
}

/** The store that the global options mean. */
export function storeRequest(options: GlobalOptions, whenMissing: StoreRequest['whenMissing']): StoreRequest {
  return {
    address: options.config,
    whenMissing,
    allowsInsecurePermissions: options.allowInsecurePermissions,
    lockTimeoutSeconds: options.lockTimeoutSeconds,
  };
}

/** Whether jwtadm may prompt: on a terminal, not in CI, and not with `--no-input`. */
export function canPrompt(context: Context, options: GlobalOptions): boolean {
  const isAutomated = (context.env.CI ?? '') !== '';
  return options.input && !isAutomated && context.stdin.isTerminal && context.stderr.isTerminal;
}

import type { Context } from '../../context.ts';
import type { PlainSource, SecretResult } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import type { CredentialSource, GivenIdentities } from '../../usecases/ports.ts';
import { readSecret } from '../../usecases/secrets/read-secret.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { warn } from '../output/notes.ts';

/** The permission bits of group and others. */
const OPEN_BITS = 0o077;

/** What the options, the environment and the user at the terminal give to open encrypted secrets. */
export function credentialSource(context: Context, options: GlobalOptions): CredentialSource {
  return {
    get isGiven() {
      return hasCredentials(context, options);
    },
    whenMissing: {
      identity: 'no identity was given: name its file with --identity-file or $JWTADM_IDENTITY_FILE',
      passphrase: 'no passphrase was given: name its file with --passphrase-file, or set $JWTADM_PASSPHRASE',
    },
    identities: () => givenIdentities(context, options),
    passphrase: () => givenPassphrase(context, options),
    askPassphrase: canPrompt(context, options)
      ? (storeLabel, attempt) => askPassphrase(context, storeLabel, attempt)
      : undefined,
    opened(by) {
      const path = by === 'identity' ? identityFile(context, options) : options.passphraseFile;
      warnOfOpenFile(context, options, path);
    },
  };
}

/** The identities of `--identity-file`, else $JWTADM_IDENTITY_FILE, else $JWTADM_IDENTITY; undefined without any. */
export async function givenIdentities(
  context: Context,
  options: GlobalOptions,
): Promise<GivenIdentities | undefined> {
  const path = identityFile(context, options);
  const source = path ? fileOf(path) : variableIn(context, 'JWTADM_IDENTITY');
  if (!source) return undefined;
  const flag = options.identityFile ? '--identity-file' : '$JWTADM_IDENTITY_FILE';
  const text = readGiven(context, source, flag);
  if (!text.ok) return text;
  // age is loaded by those who need it only.
  const { readIdentities } = await import('../../vault/identities.ts');
  const lines = readIdentities(text.text);
  const place = path ? `the file ${path}` : '$JWTADM_IDENTITY';
  if (lines.ok) return { ok: true, identities: lines.keys, place };
  return { ok: false, reason: `${place} ${lines.fault}` };
}

function identityFile({ env }: Context, options: GlobalOptions): string | undefined {
  return options.identityFile ?? env.JWTADM_IDENTITY_FILE;
}

/** The passphrase of `--passphrase-file`, else $JWTADM_PASSPHRASE; undefined without either. */
export function givenPassphrase(context: Context, options: GlobalOptions): SecretResult | undefined {
  const { passphraseFile: path } = options;
  const source = path ? fileOf(path) : variableIn(context, 'JWTADM_PASSPHRASE');
  return source && readGiven(context, source, '--passphrase-file');
}

function askPassphrase(context: Context, storeLabel: string, attempt: number): Promise<string> {
  return context.prompt.secret({
    message: attempt === 1 ? `Passphrase of ${storeLabel}` : 'That is not the passphrase; try again',
    fault: (text) => (text === '' ? 'the passphrase is not empty' : undefined),
  });
}

/** Warns when others can read the file that has just opened a store. */
function warnOfOpenFile(context: Context, options: GlobalOptions, path: string | undefined): void {
  if (!path || ((context.fileMode(path) ?? 0) & OPEN_BITS) === 0) return;
  warn(
    context,
    options,
    `others can read ${path}, and with it every encrypted secret: chmod 600 ${shellWord(path)} closes it`,
  );
}

/** Whether anything was given that opens encrypted secrets, right or wrong. */
function hasCredentials({ env }: Context, { identityFile, passphraseFile }: GlobalOptions): boolean {
  const { JWTADM_IDENTITY_FILE, JWTADM_IDENTITY, JWTADM_PASSPHRASE } = env;
  return Boolean(
    identityFile || passphraseFile || JWTADM_IDENTITY_FILE || JWTADM_IDENTITY || JWTADM_PASSPHRASE,
  );
}

/** The text of a file that a flag names, one line break at its end left out; a pipe is read, too. */
export function readGivenFile(context: Context, path: string, flag: string): SecretResult {
  return readGiven(context, fileOf(path), flag);
}

/** A file that cannot be read is called by what named it (`from`): its name may be a secret in the wrong place. */
function readGiven(context: Context, source: PlainSource, from: string): SecretResult {
  return readSecret(source, {
    env: context.env,
    fileTold: `the file of ${from}`,
    folder: context.cwd,
    readFile: (path, limitBytes) => context.readFile(path, limitBytes),
  });
}

function fileOf(path: string): PlainSource {
  return { kind: 'file', path, encoding: 'utf8' };
}

function variableIn({ env }: Context, variable: string): PlainSource | undefined {
  return env[variable] ? { kind: 'env', variable, encoding: 'utf8' } : undefined;
}

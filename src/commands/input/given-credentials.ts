import type { Context } from '../../context.ts';
import type { PlainSource, SecretResult } from '../../domain/secret-key.ts';
import { shellWord } from '../../domain/shell-word.ts';
import { readSecret } from '../../usecases/secrets/read-secret.ts';
import type { GlobalOptions } from '../line/global-options.ts';
import { warn } from '../output/notes.ts';

/** The age identities that were given, and the file if they stand in one; or why they cannot be read, as a clause. */
export type GivenIdentities =
  | { readonly ok: true; readonly identities: readonly string[]; readonly path: string | undefined }
  | { readonly ok: false; readonly reason: string };

/** The permission bits of group and others. */
const OPEN_BITS = 0o077;

/** The identities of `--identity-file`, else $JWTADM_IDENTITY_FILE, else $JWTADM_IDENTITY; undefined without any. */
export async function givenIdentities(
  context: Context,
  options: GlobalOptions,
): Promise<GivenIdentities | undefined> {
  const path = options.identityFile ?? context.env.JWTADM_IDENTITY_FILE;
  const source = path ? fileOf(path) : variableIn(context, 'JWTADM_IDENTITY');
  if (!source) return undefined;
  const reading = readGiven(
    context,
    source,
    options.identityFile ? '--identity-file' : '$JWTADM_IDENTITY_FILE',
  );
  if (!reading.ok) return reading;
  // age is loaded by those who need it only.
  const { readIdentities } = await import('../../vault/identities.ts');
  const lines = readIdentities(reading.text);
  if (lines.ok) return { ok: true, identities: lines.keys, path: path || undefined };
  return { ok: false, reason: `${path ? `the file ${path}` : '$JWTADM_IDENTITY'} ${lines.fault}` };
}

/** The passphrase of `--passphrase-file`, else $JWTADM_PASSPHRASE; undefined without either. */
export function givenPassphrase(context: Context, options: GlobalOptions): SecretResult | undefined {
  const { passphraseFile: path } = options;
  const source = path ? fileOf(path) : variableIn(context, 'JWTADM_PASSPHRASE');
  return source && readGiven(context, source, '--passphrase-file');
}

/** Warns when others can read the file that has just opened a store. */
export function warnOfOpenFile(context: Context, options: GlobalOptions, path: string | undefined): void {
  if (!path || ((context.fileMode(path) ?? 0) & OPEN_BITS) === 0) return;
  warn(
    context,
    options,
    `others can read ${path}, and with it every encrypted secret: chmod 600 ${shellWord(path)} closes it`,
  );
}

/** Whether anything was given that opens encrypted secrets, right or wrong. */
export function hasCredentials({ env }: Context, { identityFile, passphraseFile }: GlobalOptions): boolean {
  const { JWTADM_IDENTITY_FILE, JWTADM_IDENTITY, JWTADM_PASSPHRASE } = env;
  return Boolean(
    identityFile || passphraseFile || JWTADM_IDENTITY_FILE || JWTADM_IDENTITY || JWTADM_PASSPHRASE,
  );
}

/** The text of a file that a flag names, one line break at its end left out; a pipe is read, too. */
export function readGivenFile(context: Context, path: string, flag: string): SecretResult {
  return readGiven(context, fileOf(path), flag);
}

/** A file that cannot be read is told by what named it (`from`): its name may be a secret in a wrong place. */
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

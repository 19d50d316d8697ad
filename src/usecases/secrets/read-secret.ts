import { Buffer } from 'node:buffer';
import { isAbsolute, join } from 'node:path';
import {
  MAX_SECRET_BYTES,
  type PlainSource,
  type SecretResult,
  stripTrailingNewline,
} from '../../domain/secret-key.ts';
import { describeSystemError, systemCode } from '../../domain/system-error.ts';
import { unreachable } from '../../domain/unreachable.ts';

/** Where a secret may be kept outside the store. */
export interface SecretPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How a file is told that cannot be read, such as `the file of --identity-file`; by its path when absent. */
  readonly fileTold?: string;
  /** The folder where relative paths start, absolute; undefined for a store that is in no folder. */
  readonly folder: string | undefined;
  /** A file's bytes, up to `limitBytes` + 1; throws the system's error, `EFTYPE` for pipes and devices where only files are read. */
  readFile(path: string, limitBytes: number, only?: 'regular files'): Uint8Array;
}

/**
 * Asks a source for its secret: a literal as it is, a variable as it is, a file without the one
 * line break that may end it. The reasons for having none quote names only.
 */
export function readSecret(source: PlainSource, places: SecretPlaces): SecretResult {
  switch (source.kind) {
    case 'literal':
      return readLiteral(source);
    case 'env':
      return readVariable(source, places);
    case 'file':
      return readSecretFile(source, places);
    default:
      return unreachable(source);
  }
}

function readLiteral({ text, encoding }: PlainSource & { kind: 'literal' }): SecretResult {
  return Buffer.byteLength(text) > MAX_SECRET_BYTES ? tooLarge('its text') : { ok: true, text, encoding };
}

function readVariable(
  { variable, encoding }: PlainSource & { kind: 'env' },
  { env }: SecretPlaces,
): SecretResult {
  const text = Object.hasOwn(env, variable) ? env[variable] : undefined;
  if (text === undefined) return none('missing', `the environment variable ${variable} is not set`);
  if (text === '') return none('empty', `the environment variable ${variable} is empty`);
  if (Buffer.byteLength(text) > MAX_SECRET_BYTES) return tooLarge(`the environment variable ${variable}`);
  return { ok: true, text, encoding };
}

function readSecretFile(
  { path, encoding }: PlainSource & { kind: 'file' },
  { folder, readFile, fileTold }: SecretPlaces,
): SecretResult {
  if (!isAbsolute(path) && folder === undefined) {
    return none(
      'unreadable',
      `the file ${path} cannot be read: its path is relative, and the store is in no folder`,
    );
  }
  const file = isAbsolute(path) ? path : join(folder ?? '', path);
  const told = fileTold ?? `the file ${file}`;
  let bytes: Uint8Array;
  try {
    // Nobody is there to feed a pipe, which would be waited for without end.
    bytes = readFile(file, MAX_SECRET_BYTES, 'regular files');
  } catch (error) {
    const kind = systemCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
    return none(kind, `${told} cannot be read: ${describeSystemError(error)}`);
  }
  if (bytes.length > MAX_SECRET_BYTES) return tooLarge(told);
  const whole = decode(bytes);
  if (whole === undefined) return none('unreadable', `${told} is not UTF-8 text`);
  const { text } = stripTrailingNewline(whole);
  return text === '' ? none('empty', `${told} is empty`) : { ok: true, text, encoding };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is kept: whether it belongs to the secret is not for us to say.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function tooLarge(place: string): SecretResult {
  const most = MAX_SECRET_BYTES / 1024;
  return none('unreadable', `${place} holds more than ${most} KiB, which is no secret or key`);
}

function none(kind: 'missing' | 'empty' | 'unreadable', reason: string): SecretResult {
  return { ok: false, kind, reason };
}

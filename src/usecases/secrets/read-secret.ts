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
import { keyTextOfBytes } from '../../jwt/key-text/recognize-key-text.ts';
import type { SecretSources } from '../ports.ts';

/** Where a secret may be kept outside the store. */
export interface SecretPlaces extends SecretSources {
  /** What a file that cannot be read is called in the reason; its path when absent. */
  readonly fileTold?: string;
  /** The folder where relative paths start, absolute; undefined for a store that is in no folder. */
  readonly folder: string | undefined;
}

/** The text of a secret as an input or a file held it, or why it cannot be one: a clause after its place. */
export type SecretText =
  | { readonly ok: true; readonly text: string; readonly isStripped: boolean }
  | { readonly ok: false; readonly fault: 'too large' | 'not UTF-8' };

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
    // Only regular files: reading a pipe without a writer would wait forever.
    bytes = readFile(file, MAX_SECRET_BYTES, 'regular files');
  } catch (error) {
    const kind = systemCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
    return none(kind, `${told} cannot be read: ${describeSystemError(error)}`);
  }
  const read = secretTextOf(bytes);
  if (!read.ok) return none('unreadable', `${told} ${secretTextFaults[read.fault]}`);
  return read.text === '' ? none('empty', `${told} is empty`) : { ok: true, text: read.text, encoding };
}

/** What keeps bytes from being the text of a secret, as a clause after their place. */
export const secretTextFaults = {
  'too large': `holds more than ${MAX_SECRET_BYTES / 1024} KiB, which is no secret or key`,
  'not UTF-8': 'is not UTF-8 text',
} as const;

/** The text of a secret in bytes that were read up to a byte past the limit, without the one line break that may end it. */
export function secretTextOf(bytes: Uint8Array): SecretText {
  if (bytes.length > MAX_SECRET_BYTES) return { ok: false, fault: 'too large' };
  try {
    // A byte order mark is kept: whether it belongs to the secret is not for us to say.
    const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { ok: true, ...stripTrailingNewline(whole) };
  } catch {
    // Keys and containers of keys are often files of bytes, such as DER and PKCS #12.
    const keyText = keyTextOfBytes(bytes);
    return keyText === undefined
      ? { ok: false, fault: 'not UTF-8' }
      : { ok: true, text: keyText, isStripped: false };
  }
}

function tooLarge(place: string): SecretResult {
  return none('unreadable', `${place} ${secretTextFaults['too large']}`);
}

function none(kind: 'missing' | 'empty' | 'unreadable', reason: string): SecretResult {
  return { ok: false, kind, reason };
}

import type { Context } from '../../context.ts';
import { MAX_SECRET_BYTES, stripTrailingNewline } from '../../domain/secret-key.ts';
import { keyTextOfBytes } from '../../jwt/key-text/recognize-key-text.ts';
import { Problem } from '../../problem.ts';
import type { SecretSourceFlag } from '../../usecases/secrets/secret-source.ts';
import { describeFileFault } from './file-fault.ts';
import { readStdin } from './read-stdin.ts';

/** A secret's text, and what to say about how it was read. */
export interface SecretText {
  readonly text: string;
  readonly notes: readonly string[];
}

/**
 * The text of a secret from stdin, a file or a variable, without the one line break that may end
 * an input or a file. Throws a usage Problem that quotes nothing.
 */
export function readSecretText(
  context: Context,
  source: SecretSourceFlag & { kind: 'stdin' | 'file' | 'env' },
): SecretText {
  if (source.kind === 'env') return { text: readVariable(context, source.variable), notes: [] };
  const place = source.kind === 'stdin' ? 'stdin' : 'the file';
  const { text, isStripped } = stripTrailingNewline(decode(readBytes(context, source), place));
  return { text, notes: isStripped ? [`Left out the line break at the end of ${place}.`] : [] };
}

function readVariable(context: Context, variable: string): string {
  const text = Object.hasOwn(context.env, variable) ? context.env[variable] : undefined;
  if (text) return text;
  throw new Problem(
    'usage',
    `the environment variable of --secret-env is ${text === '' ? 'empty' : 'not set'}`,
    '--secret-env takes the name of a variable that is exported to jwtadm, not the secret',
  );
}

function readBytes(context: Context, source: { kind: 'stdin' } | { kind: 'file'; path: string }): Uint8Array {
  if (source.kind === 'stdin') {
    if (context.stdin.isTerminal) {
      throw new Problem(
        'usage',
        '--secret-stdin was given, but nothing is piped in',
        'pipe the secret in: `secret-tool … | jwtadm …`, or use --secret-file FILE',
      );
    }
    return readStdin(context, MAX_SECRET_BYTES);
  }
  try {
    return context.readFile(source.path, MAX_SECRET_BYTES);
  } catch (error) {
    throw new Problem(
      'usage',
      `the secret's file cannot be read: ${describeFileFault(error)}`,
      '--secret-file takes the path of a file that holds the secret or public key',
    );
  }
}

function decode(bytes: Uint8Array, place: string): string {
  if (bytes.length > MAX_SECRET_BYTES) {
    throw new Problem(
      'usage',
      `${place} holds more than ${MAX_SECRET_BYTES / 1024} KiB, which is no secret or key`,
    );
  }
  try {
    // A byte order mark is kept: whether it belongs to the secret is not for us to say.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Keys and containers of keys are often files of bytes, such as DER and PKCS #12.
    const keyText = keyTextOfBytes(bytes);
    if (keyText !== undefined) return keyText;
    throw new Problem(
      'usage',
      `${place} is not UTF-8 text`,
      'for a secret of any bytes, give it in base64 with `--secret-encoding base64`',
    );
  }
}

import type { Context } from '../../context.ts';
import { MAX_SECRET_BYTES } from '../../domain/secret-key.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { Problem } from '../../problem.ts';
import type { Notice } from '../../usecases/notice.ts';
import { secretTextFaults, secretTextOf } from '../../usecases/secrets/read-secret.ts';
import type { SecretSourceFlag } from '../flags/secret-flags.ts';
import { readStdin } from './read-stdin.ts';

/** A secret's text, and what to say about how it was read. */
interface ReadSecret {
  readonly text: string;
  readonly notices: readonly Notice[];
}

/**
 * The text of a secret from stdin, a file or a variable, without the one line break that may end
 * an input or a file. Throws a usage Problem that quotes nothing.
 */
export function readSecretText(
  context: Context,
  source: SecretSourceFlag & { kind: 'stdin' | 'file' | 'env' },
): ReadSecret {
  if (source.kind === 'env') return { text: readVariable(context, source.variable), notices: [] };
  const place = source.kind === 'stdin' ? 'stdin' : 'the file';
  const secret = secretTextOf(readBytes(context, source));
  if (secret.ok) {
    const { text, isStripped } = secret;
    return { text, notices: isStripped ? [{ kind: 'line-break-left-out', place }] : [] };
  }
  throw new Problem(
    'usage',
    `${place} ${secretTextFaults[secret.fault]}`,
    secret.fault === 'not UTF-8'
      ? 'for a secret of any bytes, give it in base64 with `--secret-encoding base64`'
      : undefined,
  );
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
      `the secret's file cannot be read: ${describeSystemError(error)}`,
      '--secret-file takes the path of a file that holds the secret or public key',
    );
  }
}

import type { Context } from '../../context.ts';
import { describeSystemError } from '../../domain/system-error.ts';
import { MAX_TOKEN_BYTES } from '../../jwt/receive-token.ts';
import { Problem } from '../../problem.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';
import { readStdin } from './read-stdin.ts';

/** Where a command takes its token from: an argument, `-` for stdin, a file or a variable. */
export interface TokenSource {
  readonly argument: string | undefined;
  readonly file: string | undefined;
  readonly variable: string | undefined;
}

const WAYS = 'give it as an argument, pipe it in, or use --token-file FILE or --token-env VAR';

/**
 * The text of the token from the given source, else from stdin; undefined when there is no source
 * and jwtadm must prompt. Throws a usage Problem when several sources are given or the source cannot
 * be read.
 */
export function readTokenText(context: Context, source: TokenSource): string | undefined {
  const { argument, file, variable } = source;
  if ([argument, file, variable].filter((each) => each !== undefined).length > 1) {
    throw new Problem('usage', 'the token is given more than once', WAYS);
  }
  if (file !== undefined) return readTokenFile(context, file);
  if (variable !== undefined) return readTokenVariable(context, variable);
  if (argument !== undefined && argument !== '-') return argument;
  if (context.stdin.isTerminal) {
    if (argument === '-') throw new Problem('usage', 'nothing is piped in', WAYS);
    return undefined;
  }
  const bytes = readStdin(context, MAX_TOKEN_BYTES);
  return argument === undefined && bytes.length === 0 ? undefined : decode(bytes);
}

/** Asks for the token. Throws a usage Problem, with an `example` of another way, if jwtadm cannot prompt. */
export function askToken(context: Context, options: GlobalOptions, example: string): Promise<string> {
  if (!canPrompt(context, options)) {
    throw new Problem('usage', 'the token is missing', `${WAYS}; for example: ${example}`);
  }
  // Anyone who has the token can log in; and redrawing several kilobytes at each character is slow.
  return context.prompt.secret({ message: 'Token (not shown)', fault: () => undefined });
}

function readTokenFile(context: Context, file: string): string {
  try {
    return decode(context.readFile(file, MAX_TOKEN_BYTES));
  } catch (error) {
    throw new Problem('usage', `the file of --token-file cannot be read: ${describeSystemError(error)}`);
  }
}

function readTokenVariable(context: Context, variable: string): string {
  const text = Object.hasOwn(context.env, variable) ? context.env[variable] : undefined;
  if (text !== undefined) return text;
  throw new Problem(
    'usage',
    'the environment variable of --token-env is not set',
    '--token-env takes the name of a variable that is exported to jwtadm, not the token',
  );
}

/** Bytes as text without the line break that ends a file or a pipe; what is no UTF-8 shows as U+FFFD. */
function decode(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return text.replace(/\r?\n$/, '');
}

import type { Context } from '../context.ts';
import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import { askSecret } from './ask-fields.ts';
import { canAsk, type GlobalOptions } from './global-options.ts';
import { type ChosenSecret, chooseSecret, type SecretFlagReading } from './secret-flags.ts';

/**
 * The secret that the flags name; it is asked for when they name none, and with `--secret-stdin` when
 * somebody sits where a pipe would be. Throws a usage Problem.
 */
export async function obtainSecret(
  context: Context,
  options: GlobalOptions,
  { source, encoding = 'utf8', allowsWeak }: SecretFlagReading,
  algorithm: SignatureAlgorithm,
  storePath: string,
): Promise<ChosenSecret> {
  const isTyped = source?.kind === 'stdin' && context.stdin.isTerminal && canAsk(context, options);
  if (source === undefined || isTyped) return askSecret(context, algorithm, encoding, allowsWeak);
  return chooseSecret(context, source, encoding, algorithm, storePath);
}

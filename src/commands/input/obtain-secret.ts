import type { Context } from '../../context.ts';
import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import { chooseSecret, type SecretFlagResult } from '../flags/secret-flags.ts';
import { type AnsweredSecret, askSecret, askTyped } from '../forms/ask-secret.ts';
import { canPrompt, type GlobalOptions } from '../line/global-options.ts';

/**
 * The secret that the flags name; it is asked for when they name none, and with `--secret-stdin` when
 * somebody sits where a pipe would be. Throws a usage Problem.
 */
export async function obtainSecret(
  context: Context,
  options: GlobalOptions,
  { source, encoding, allowsWeak }: SecretFlagResult,
  algorithm: SignatureAlgorithm,
  storeFolder: string | undefined,
): Promise<AnsweredSecret> {
  const question = { algorithm, encoding, allowsWeak, storeFolder };
  if (source === undefined) return askSecret(context, question);
  const isTyped = source.kind === 'stdin' && context.stdin.isTerminal && canPrompt(context, options);
  if (isTyped) return askTyped(context, question);
  const chosen = await chooseSecret(context, source, encoding ?? 'utf8', algorithm, storeFolder);
  return { chosen, encoding: encoding ?? 'utf8' };
}

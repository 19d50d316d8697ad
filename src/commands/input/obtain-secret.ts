import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { NewSecret } from '../../usecases/secrets/chosen-secret.ts';
import type { SecretFlagResult } from '../flags/secret-flags.ts';
import { askSecret, askTyped } from '../forms/ask-secret.ts';
import { canPrompt } from '../line/global-options.ts';
import { chooseSecret } from './choose-secret.ts';
import type { StoreSession } from './store-session.ts';

/**
 * The secret that the flags name; it is asked for when they name none, and with `--secret-stdin` when
 * stdin is a terminal instead of a pipe. Throws a usage Problem.
 */
export async function obtainSecret(
  { context, options, store }: StoreSession,
  { source, encoding, allowsWeak }: SecretFlagResult,
  algorithm: SignatureAlgorithm,
): Promise<NewSecret> {
  const storeFolder = store.file?.folder;
  const question = { algorithm, encoding, allowsWeak, storeFolder };
  // A weak one was confirmed at the prompt.
  if (source === undefined) return { ...(await askSecret(context, question)), allowsWeak: true };
  const isTyped = source.kind === 'stdin' && context.stdin.isTerminal && canPrompt(context, options);
  if (isTyped) return { ...(await askTyped(context, question)), allowsWeak };
  const target = { algorithm, encoding: encoding ?? 'utf8', storeFolder } as const;
  return { chosen: await chooseSecret(context, source, target), encoding: target.encoding, allowsWeak };
}

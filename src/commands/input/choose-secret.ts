import { resolve } from 'node:path';
import type { Context } from '../../context.ts';
import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import type { SecretEncoding, SecretKey } from '../../domain/secret-key.ts';
import {
  type ChosenSecret,
  literalSecret,
  newKeyPair,
  randomSecret,
  referencedSecret,
} from '../../usecases/secrets/chosen-secret.ts';
import type { SecretSourceFlag } from '../flags/secret-flags.ts';
import { readSecretText } from './read-secret-text.ts';

/** What a secret is for: its algorithm, its encoding, and the store that keeps it. */
export interface SecretTarget {
  readonly algorithm: SignatureAlgorithm;
  readonly encoding: SecretEncoding;
  /** The folder where relative paths in the store start; undefined for a store that is in no folder. */
  readonly storeFolder: string | undefined;
}

/**
 * Fetches the secret that the flags or answers name: its text from stdin, a file or a variable, a new random
 * one or key pair, or a reference as the store will hold it. Throws a usage Problem.
 */
export async function chooseSecret(
  context: Context,
  source: SecretSourceFlag,
  { algorithm, encoding, storeFolder }: SecretTarget,
): Promise<ChosenSecret> {
  switch (source.kind) {
    case 'chosen':
      return source.chosen;
    case 'reference':
      return referencedSecret(referenceKey(context, source, { encoding, storeFolder }));
    case 'generate-key':
      return newKeyPair(context, resolve(context.cwd, source.path), algorithm);
    case 'generate':
      return randomSecret(algorithm, encoding);
    default: {
      const { text, notices } = readSecretText(context, source);
      return literalSecret(text, encoding, notices);
    }
  }
}

function referenceKey(
  { cwd }: Context,
  source: SecretSourceFlag & { kind: 'reference' },
  { encoding, storeFolder }: Omit<SecretTarget, 'algorithm'>,
): SecretKey {
  const rest = encoding === 'utf8' ? {} : { encoding };
  if (source.to === 'env') return { env: source.target, ...rest };
  // The store reads a relative path from its own folder, and it was typed in this one.
  const typed = resolve(cwd, source.target);
  const isSameFile = storeFolder !== undefined && typed === resolve(storeFolder, source.target);
  return { file: isSameFile ? source.target : typed, ...rest };
}

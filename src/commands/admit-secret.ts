import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import { literalKey, type SecretEncoding, type SecretKey } from '../domain/secret-key.ts';
import { Problem } from '../problem.ts';
import { judgeSecret } from './judge-secret.ts';
import type { ChosenSecret } from './secret-source-flag.ts';

/** A Secret Key that may be stored, and what is to be said about it. */
export interface AdmittedSecret {
  readonly secretKey: SecretKey;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * Lets a new secret in, or throws a usage Problem that says why it cannot serve. References are
 * not resolved: what they name need not exist on this machine. A private key is not stored, its
 * public half is.
 */
export function admitSecret(
  chosen: ChosenSecret,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
  allowsWeak: boolean,
): AdmittedSecret {
  if (chosen.text === undefined) return { secretKey: chosen.secretKey, notes: chosen.notes, warnings: [] };
  const judgement = judgeSecret(chosen.text, encoding, algorithm);
  if (!judgement.ok) throw new Problem('usage', `the secret ${judgement.fault}`, judgement.hint);
  if (judgement.weakness !== undefined && !allowsWeak) {
    throw new Problem(
      'usage',
      `the secret ${judgement.weakness}`,
      '--generate-secret makes a strong one; --allow-weak-secret takes this one all the same',
    );
  }
  return {
    secretKey: literalKey(judgement.text, encoding),
    notes: judgement.isPublicHalf
      ? [
          ...chosen.notes,
          'That was a private key: only its public half is stored, which is all that verifying needs.',
        ]
      : chosen.notes,
    warnings: [
      ...(judgement.weakness === undefined ? [] : [`the secret ${judgement.weakness}`]),
      ...(chosen.text.startsWith('\u{feff}') ? ['the secret begins with a byte order mark (U+FEFF)'] : []),
    ],
  };
}

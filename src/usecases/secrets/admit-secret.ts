import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import { literalKey, type SecretEncoding, type SecretKey } from '../../domain/secret-key.ts';
import { Problem } from '../../problem.ts';
import { evaluateNewSecret, type SecretEvaluation } from './evaluate-secret.ts';
import type { ChosenSecret } from './secret-source.ts';

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
  const evaluation = evaluateNewSecret(chosen.text, encoding, algorithm);
  if (!evaluation.ok) throw new Problem('usage', `the secret ${evaluation.fault}`, evaluation.hint);
  if (evaluation.weakness !== undefined && !allowsWeak) {
    throw new Problem(
      'usage',
      `the secret ${evaluation.weakness}`,
      '--generate-secret makes a strong one; --allow-weak-secret takes this one all the same',
    );
  }
  // A key that was converted is text, whatever encoding it was given in.
  const storedEncoding = evaluation.conversion ? 'utf8' : encoding;
  return {
    secretKey: literalKey(evaluation.text, storedEncoding),
    notes: [...chosen.notes, ...conversionNotes(evaluation)],
    warnings: [
      ...(evaluation.weakness === undefined ? [] : [`the secret ${evaluation.weakness}`]),
      ...(chosen.text.startsWith('\u{feff}') && !evaluation.conversion
        ? ['the secret begins with a byte order mark (U+FEFF)']
        : []),
    ],
  };
}

/** What to say of a key that is not stored as it was given. */
export function conversionNotes({ conversion, isPublicHalf }: SecretEvaluation & { ok: true }): string[] {
  const notes = conversion ? [`That was ${conversion.noun}: it was converted to ${conversion.form}.`] : [];
  if (isPublicHalf) {
    notes.push('That was a private key: only its public half is stored, which is all that verifying needs.');
  }
  return notes;
}

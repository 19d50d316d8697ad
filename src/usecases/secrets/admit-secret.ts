import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import { literalKey, type SecretKey } from '../../domain/secret-key.ts';
import type { Notice } from '../notice.ts';
import { Refusal } from '../refusal.ts';
import type { NewSecret } from './chosen-secret.ts';
import { evaluateNewSecret, type SecretEvaluation } from './evaluate-secret.ts';

/** A Secret Key that may be stored, and what is to be said about it. */
export interface AdmittedSecret {
  readonly secretKey: SecretKey;
  readonly notices: readonly Notice[];
}

/**
 * Lets a new secret in, or throws a usage Problem that says why it cannot serve. References are
 * not resolved: what they name need not exist on this machine. A private key is not stored, its
 * public half is.
 */
export function admitSecret(
  { chosen, encoding, allowsWeak }: NewSecret,
  algorithm: SignatureAlgorithm,
): AdmittedSecret {
  const { secretKey, text, notices } = chosen;
  if (text === undefined) return { secretKey, notices };
  const evaluation = evaluateNewSecret(text, encoding, algorithm);
  if (!evaluation.ok) {
    const { fault, hint } = evaluation;
    throw new Refusal('usage', `the secret ${fault}`, { kind: 'secret-unfit', hint });
  }
  const { weakness, conversion } = evaluation;
  if (weakness !== undefined && !allowsWeak) {
    throw new Refusal('usage', `the secret ${weakness}`, { kind: 'secret-weak' });
  }
  // A converted key is text, regardless of the encoding in which it was given.
  const storedEncoding = conversion ? 'utf8' : encoding;
  return {
    secretKey: literalKey(evaluation.text, storedEncoding),
    notices: [
      ...notices,
      ...conversionNotices(evaluation),
      ...(weakness === undefined ? [] : [{ kind: 'secret-weak', fault: weakness } as const]),
      ...(text.startsWith('\u{feff}') && !conversion ? [{ kind: 'byte-order-mark' } as const] : []),
    ],
  };
}

/** What to say of a key that is not stored as it was given; `name` is its configuration, where there are several. */
export function conversionNotices(
  { conversion, isPublicHalf }: SecretEvaluation & { ok: true },
  name?: string,
): Notice[] {
  return [
    ...(conversion ? [{ kind: 'key-converted', ...conversion, name } as const] : []),
    ...(isPublicHalf ? [{ kind: 'public-half-stored', name } as const] : []),
  ];
}

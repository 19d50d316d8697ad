import type { SignatureAlgorithm } from '../../domain/algorithm.ts';
import { literalKey, type SecretKey } from '../../domain/secret-key.ts';
import type { Notice } from '../notice.ts';
import { Refusal } from '../refusal.ts';
import type { NewSecret } from './chosen-secret.ts';
import { evaluateSecret } from './evaluate-secret.ts';

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
  const evaluation = evaluateSecret(text, encoding, algorithm);
  if (!evaluation.ok) {
    const { fault, hint } = evaluation;
    throw new Refusal('usage', `the secret ${fault}`, { kind: 'secret-unfit', hint });
  }
  const { weakness, isPublicHalf } = evaluation;
  if (weakness !== undefined && !allowsWeak) {
    throw new Refusal('usage', `the secret ${weakness}`, { kind: 'secret-weak' });
  }
  return {
    secretKey: literalKey(evaluation.text, encoding),
    notices: [
      ...notices,
      ...(isPublicHalf ? [{ kind: 'public-half-stored' } as const] : []),
      ...(weakness === undefined ? [] : [{ kind: 'secret-weak', fault: weakness } as const]),
      ...(text.startsWith('\u{feff}') ? [{ kind: 'byte-order-mark' } as const] : []),
    ],
  };
}

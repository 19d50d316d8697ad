import { type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import type { KeyFacts } from '../domain/evidence.ts';
import type { SecretEncoding } from '../domain/secret-key.ts';
import { unreachable } from '../domain/unreachable.ts';
import { publicKeyPem, resolveKey } from '../jwt/resolve-key.ts';

/** Whether a secret's text can serve under an algorithm, and as what it is to be stored. */
export type SecretJudgement =
  | {
      readonly ok: true;
      /** The text to store: of a private key, its public half in PEM. */
      readonly text: string;
      readonly facts: KeyFacts;
      readonly isPublicHalf: boolean;
      /** What is weak about it, if anything; for a clause after "the secret". */
      readonly weakness: string | undefined;
    }
  | {
      readonly ok: false;
      /** `unreadable`: the text is not in its encoding or form; `unfit`: it is no key for the algorithm. */
      readonly kind: 'unreadable' | 'unfit';
      /** A clause after "the secret"; nothing of the secret is quoted. */
      readonly fault: string;
      readonly hint: string | undefined;
    };

/** Judges a secret at the door, before it is stored under an algorithm. */
export function judgeSecret(
  text: string,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
): SecretJudgement {
  const { evidence, key } = resolveKey({ ok: true, text, encoding }, algorithm, undefined);
  switch (evidence.state) {
    case 'usable': {
      const isPublicHalf = evidence.holdsPrivateKey && key !== undefined;
      return {
        ok: true,
        text: isPublicHalf ? publicKeyPem(key) : text,
        facts: evidence.facts,
        isPublicHalf,
        weakness: weaknessOf(evidence.facts, evidence.isPlaceholder, algorithm),
      };
    }
    case 'unavailable':
      return { ok: false, kind: 'unreadable', fault: evidence.reason, hint: undefined };
    case 'unreadable':
      return { ok: false, kind: 'unreadable', fault: evidence.reason, hint: evidence.repair };
    case 'unfit': {
      const fault = `is ${evidence.found}, and ${algorithm} needs ${evidence.needed}`;
      return { ok: false, kind: 'unfit', fault, hint: undefined };
    }
    case 'weak':
      return { ok: false, kind: 'unfit', fault: `cannot be used: ${evidence.weakness}`, hint: undefined };
    default:
      return unreachable(evidence);
  }
}

function weaknessOf(
  facts: KeyFacts,
  isPlaceholder: boolean,
  algorithm: SignatureAlgorithm,
): string | undefined {
  // A placeholder is not named: it is the secret.
  if (isPlaceholder) return 'is a well-known placeholder, which anybody would try first';
  const traits = traitsOf(algorithm);
  if (traits.family !== 'HMAC' || facts.bits >= traits.hashBytes * 8) return undefined;
  // RFC 7518 §3.2: a key of the size of the hash output or larger.
  return `has ${facts.bits} bits, and ${algorithm} needs ${traits.hashBytes * 8} at least`;
}

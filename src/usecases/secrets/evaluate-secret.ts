import { isHmac, type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../../domain/algorithm.ts';
import type { KeyFacts } from '../../domain/evidence.ts';
import { MAX_SECRET_BYTES, type SecretEncoding, secretEncodings } from '../../domain/secret-key.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { publicKeyPem, resolveKey } from '../../jwt/resolve-key.ts';

/** What to do about a secret that cannot serve: facts that a front end words, or a sentence without flags. */
export type SecretHint =
  | string
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'other-algorithms';
      /** The algorithms that it would serve. */
      readonly algorithms: readonly SignatureAlgorithm[];
      /** What the present algorithm needs instead. */
      readonly needed: string;
    }
  /** The encodings in which it would serve. */
  | { readonly kind: 'other-encodings'; readonly encodings: readonly SecretEncoding[] };

/** Whether a secret's text can serve under an algorithm, and as what it is to be stored. */
export type SecretEvaluation =
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
      readonly hint: SecretHint | undefined;
    };

/** Evaluates a secret at the door, before it is stored under an algorithm. */
export function evaluateSecret(
  text: string,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
): SecretEvaluation {
  if (text === '') return { ok: false, kind: 'unfit', fault: 'is empty', hint: { kind: 'empty' } };
  if (text.length > MAX_SECRET_BYTES) return { ok: false, kind: 'unfit', fault: TOO_LARGE, hint: undefined };
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
      return {
        ok: false,
        kind: 'unreadable',
        fault: evidence.reason,
        hint: evidence.repair ?? encodingHint(text, encoding, algorithm),
      };
    case 'unfit': {
      const fault = `is ${evidence.found}, and ${algorithm} needs ${evidence.needed}`;
      return { ok: false, kind: 'unfit', fault, hint: unfitHint(text, encoding, evidence.needed) };
    }
    case 'weak':
      return { ok: false, kind: 'unfit', fault: `cannot be used: ${evidence.weakness}`, hint: undefined };
    default:
      return unreachable(evidence);
  }
}

const TOO_LARGE = `holds more than ${MAX_SECRET_BYTES / 1024} KiB, which is no secret or key`;

/** What to do about a secret or key of another kind: the algorithms that it would serve, or the right key. */
function unfitHint(text: string, encoding: SecretEncoding, needed: string): SecretHint {
  const fitting = signatureAlgorithms.filter((each) => isStrongKey(text, encoding, each));
  if (fitting.length === 0) return `give ${needed}`;
  return { kind: 'other-algorithms', algorithms: fitting, needed };
}

/** What to do about text that is not in its encoding: the encodings that it is in. */
function encodingHint(
  text: string,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
): SecretHint | undefined {
  if (!isHmac(algorithm)) return undefined;
  const others = secretEncodings.filter((each) => each !== encoding && isStrongKey(text, each, algorithm));
  return others.length === 0 ? undefined : { kind: 'other-encodings', encodings: others };
}

function isStrongKey(text: string, encoding: SecretEncoding, algorithm: SignatureAlgorithm): boolean {
  const { evidence } = resolveKey({ ok: true, text, encoding }, algorithm, undefined);
  if (evidence.state !== 'usable') return false;
  return weaknessOf(evidence.facts, evidence.isPlaceholder, algorithm) === undefined;
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

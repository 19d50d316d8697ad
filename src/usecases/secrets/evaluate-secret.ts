import { isHmac, type SignatureAlgorithm, signatureAlgorithms, traitsOf } from '../../domain/algorithm.ts';
import type { KeyEvidence, KeyFacts } from '../../domain/evidence.ts';
import { keyTextNoun } from '../../domain/key-text.ts';
import { MAX_SECRET_BYTES, type SecretEncoding, secretEncodings } from '../../domain/secret-key.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { convertKeyText } from '../../jwt/convert-key-text.ts';
import { recognizeKeyText } from '../../jwt/key-text/recognize-key-text.ts';
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
      /** What a text of another form was, and the form in which it is to be stored. */
      readonly conversion?: { readonly noun: string; readonly form: 'PEM' | 'JWK' };
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
      /** Whether it is the text of a key where a shared secret is needed, which no option allows. */
      readonly isKeyAsSecret?: boolean;
    };

/**
 * Evaluates a new secret before it is stored under an algorithm: the text of a key in another form is converted to
 * PEM or a JWK where that loses nothing.
 */
export function evaluateNewSecret(
  text: string,
  encoding: SecretEncoding,
  algorithm: SignatureAlgorithm,
): SecretEvaluation {
  const evaluation = evaluateSecret(text, encoding, algorithm);
  if (evaluation.ok || evaluation.kind !== 'unreadable' || text.length > MAX_SECRET_BYTES) return evaluation;
  const converted = convertKeyText(text, algorithm);
  if (!converted) return evaluation;
  const { noun, form, isPublicHalf } = converted;
  const again = evaluateSecret(converted.text, 'utf8', algorithm);
  return again.ok ? { ...again, isPublicHalf, conversion: { noun, form } } : again;
}

/** Evaluates a secret without changing it, such as one that is already stored. */
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
        weakness: weaknessOf(evidence, text, algorithm),
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
      const isKeyAsSecret = isHmac(algorithm);
      return { ok: false, kind: 'unfit', fault, hint: unfitHint(text, encoding, evidence), isKeyAsSecret };
    }
    case 'key-as-secret':
      return keyAsSecret(text, evidence.found, algorithm);
    case 'forgeable': {
      const fault = `is a key for which anyone can sign: ${evidence.how}`;
      return { ok: false, kind: 'unfit', fault, hint: 'ask the issuer for another key' };
    }
    case 'weak':
      return { ok: false, kind: 'unfit', fault: `cannot be used: ${evidence.weakness}`, hint: undefined };
    default:
      return unreachable(evidence);
  }
}

const TOO_LARGE = `holds more than ${MAX_SECRET_BYTES / 1024} KiB, which is no secret or key`;

/** A key text for an HMAC algorithm: the public-key algorithms that its key fits may be advised, and nothing else. */
function keyAsSecret(text: string, found: string, algorithm: SignatureAlgorithm): SecretEvaluation {
  const fault = `is ${found}, which is no shared secret: anyone who has the public key could sign`;
  const converted = convertKeyText(text, algorithm);
  const fitting = converted
    ? publicKeyAlgorithms.filter((each) => isStrongKey(converted.text, 'utf8', each))
    : [];
  const hint: SecretHint =
    fitting.length === 0
      ? 'give the secret that the issuer signs with'
      : { kind: 'other-algorithms', algorithms: fitting, needed: 'a shared secret' };
  return { ok: false, kind: 'unfit', fault, hint, isKeyAsSecret: true };
}

const publicKeyAlgorithms = signatureAlgorithms.filter((each) => !isHmac(each));

/** What to do about a secret or key of another kind: the algorithms that it would serve, or the right key. */
function unfitHint(
  text: string,
  encoding: SecretEncoding,
  { needed, isSharedSecret }: KeyEvidence & { state: 'unfit' },
): SecretHint {
  // No text that may be a public key is advised as a shared secret.
  const candidates = isSharedSecret ? signatureAlgorithms : publicKeyAlgorithms;
  const fitting = candidates.filter((each) => isStrongKey(text, encoding, each));
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
  return evidence.state === 'usable' && weaknessOf(evidence, text, algorithm) === undefined;
}

function weaknessOf(
  { facts, isPlaceholder, publishedIn }: KeyEvidence & { state: 'usable' },
  text: string,
  algorithm: SignatureAlgorithm,
): string | undefined {
  // A placeholder is not named: it is the secret.
  if (isPlaceholder) return 'is a well-known placeholder, which anyone would try first';
  if (publishedIn !== undefined) {
    return `is the public half of a key that is printed in ${publishedIn}: anyone can sign with it`;
  }
  const traits = traitsOf(algorithm);
  if (traits.family !== 'HMAC') return undefined;
  // RFC 7518 §3.2: a key of the size of the hash output or larger.
  if (facts.bits < traits.hashBytes * 8) {
    return `has ${facts.bits} bits, and ${algorithm} needs ${traits.hashBytes * 8} at least`;
  }
  // What holds a key is no shared secret, and is refused before this.
  const place = recognizeKeyText(text);
  return place && `is ${place.noun ?? keyTextNoun(place.kind)}, which is easy to guess`;
}

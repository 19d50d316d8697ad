import type { KeyObject } from 'node:crypto';
import { isSignatureAlgorithm, type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import { spkiDigest, unfitKey } from './key-facts.ts';
import type { KeyText, ReadKey } from './key-text/key-text.ts';
import { recognizeKeyText } from './key-text/recognize-key-text.ts';
import { readStandardKey } from './key-text/standard-key.ts';

/**
 * A key read from PEM or JWK text, or what the text is instead; undefined for one without any sign of a key. Nothing
 * of the text is quoted. `fault` says what in a JWK's `use`, `key_ops` or `alg` forbids the algorithm (RFC 7517 §4.2–4.4).
 */
export type KeyReading =
  | {
      readonly ok: true;
      readonly key: KeyObject;
      readonly holdsPrivateKey: boolean;
      readonly fault: string | undefined;
    }
  | { readonly ok: false; readonly keyText: KeyText | undefined };

/**
 * The public key in a PEM document (SPKI, PKCS #1, X.509 certificate, or the public half of a private key) or in a JWK.
 */
export function readPublicKey(text: string, algorithm: SignatureAlgorithm): KeyReading {
  const standard = readStandardKey(text);
  if (!standard) return { ok: false, keyText: recognizeKeyText(text) };
  const { key, holdsPrivateKey, jwk } = standard;
  return { ok: true, key, holdsPrivateKey, fault: jwk && jwkFault(jwk, algorithm) };
}

/** The one key in a key text that fits the algorithm; undefined where none does, or several do. */
export function convertibleKey(keyText: KeyText, algorithm: SignatureAlgorithm): ReadKey | undefined {
  const fitting = keyText.keys.filter(
    ({ key, jwk }) =>
      unfitKey(key, algorithm) === undefined && (jwk === undefined || jwkFault(jwk, algorithm) === undefined),
  );
  const [first, ...others] = fitting;
  if (!first) return undefined;
  const digest = spkiDigest(first.key);
  return others.every(({ key }) => spkiDigest(key) === digest) ? first : undefined;
}

/** What in a JWK's metadata forbids verifying with this algorithm. */
export function jwkFault(jwk: JsonObject, algorithm: SignatureAlgorithm): string | undefined {
  if (jwk.use !== undefined && jwk.use !== 'sig') return 'a JWK that is not for signatures ("use")';
  const { key_ops: operations, alg } = jwk;
  const isForSignatures =
    operations === undefined ||
    (Array.isArray(operations) && operations.some((each) => each === 'verify' || each === 'sign'));
  if (!isForSignatures) return 'a JWK that is not for signatures ("key_ops")';
  if (alg === undefined || alg === algorithm) return undefined;
  if (isSignatureAlgorithm(alg)) return `a JWK for ${alg} ("alg")`;
  // Unknown algorithm names ("ES521" in old vectors) pin nothing; names from RFC 7518 §4 and §5 do.
  const isForEncryption = typeof alg !== 'string' || /^(?:RSA|A\d|ECDH|PBES|dir$)/.test(alg);
  return isForEncryption ? 'a JWK that is not for signatures ("alg")' : undefined;
}

/** What the algorithm needs of a public key, in words. */
export function neededKey(algorithm: SignatureAlgorithm): string {
  const traits = traitsOf(algorithm);
  switch (traits.family) {
    case 'HMAC':
      return 'a shared secret';
    case 'RSA':
      return 'an RSA public key';
    case 'ECDSA':
      return `an EC public key on ${traits.curve}`;
    case 'EdDSA':
      return `an ${traits.curves.join(' or ')} public key`;
  }
}

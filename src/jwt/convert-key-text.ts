import { isHmac, type SignatureAlgorithm } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import { keyTextNoun } from '../domain/key-text.ts';
import type { KeyText, ReadKey } from './key-text/key-text.ts';
import { recognizeKeyText } from './key-text/recognize-key-text.ts';
import { readStandardKey } from './key-text/standard-key.ts';
import { convertibleKey, jwkFault } from './read-public-key.ts';
import { publicKeyPem } from './resolve-key.ts';

/** A key in a form that can be stored. */
export interface ConvertedKey {
  /** SPKI PEM or JWK, without a private half. */
  readonly text: string;
  readonly form: 'PEM' | 'JWK';
  /** What the text was; follows "That was". */
  readonly noun: string;
  /** Whether the private half was left out. */
  readonly isPublicHalf: boolean;
}

/**
 * Converts a key text to a form that can be stored, where that loses nothing: the one key in it that fits the
 * algorithm, else the only one. Undefined for well-formed PEM and JWK, containers of private keys, and all other text.
 */
export function convertKeyText(text: string, algorithm: SignatureAlgorithm): ConvertedKey | undefined {
  if (readStandardKey(text)) return undefined;
  const keyText = recognizeKeyText(text);
  if (!keyText) return undefined;
  const noun = keyText.noun ?? keyTextNoun(keyText.kind);
  const secret = isHmac(algorithm) ? sharedSecretOf(keyText, algorithm) : undefined;
  if (secret) return { text: JSON.stringify(secret), form: 'JWK', noun, isPublicHalf: false };
  const only = keyText.keys.length === 1 ? keyText.keys[0] : undefined;
  const read = convertibleKey(keyText, algorithm) ?? only;
  return read && { ...writtenKey(read), noun, isPublicHalf: read.holdsPrivateKey };
}

/** The one shared secret in a JWK Set that has no public keys. */
function sharedSecretOf(
  { keys, secrets = [] }: KeyText,
  algorithm: SignatureAlgorithm,
): JsonObject | undefined {
  const fitting = secrets.filter((each) => jwkFault(each, algorithm) === undefined);
  return keys.length === 0 && fitting.length === 1 ? fitting[0] : undefined;
}

/** A JWK keeps its kid and what it says of its use. */
function writtenKey({ key, jwk, holdsPrivateKey }: ReadKey): Pick<ConvertedKey, 'text' | 'form'> {
  return jwk && !holdsPrivateKey
    ? { text: JSON.stringify(jwk), form: 'JWK' }
    : { text: publicKeyPem(key), form: 'PEM' };
}

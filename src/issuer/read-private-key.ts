import { createPrivateKey, type KeyObject } from 'node:crypto';
import { keyFormat, readJwk } from '../jwt/key-text/standard-key.ts';
import { publicKeyPem } from '../jwt/resolve-key.ts';

/** A private key, or why it cannot be read, phrased to follow its location. The text is never quoted. */
export type PrivateKeyResult =
  | { readonly ok: true; readonly key: KeyObject }
  | { readonly ok: false; readonly reason: string };

/** The private key in PEM or JWK text, if it is the other half of a public key. */
export function readPrivateKey(text: string, publicKey: KeyObject): PrivateKeyResult {
  const format = keyFormat(text);
  if (format === undefined) return { ok: false, reason: 'is neither PEM ("-----BEGIN …") nor a JWK ("{…}")' };
  const key = format === 'PEM' ? loadPem(text) : loadJwk(text);
  if (!key) return { ok: false, reason: troubleWith(text, format) };
  return publicKeyPem(key) === publicKeyPem(publicKey)
    ? { ok: true, key }
    : { ok: false, reason: 'is the private key of another pair' };
}

function loadPem(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text);
  } catch {
    // OpenSSL's message about a broken key does not help, and may quote the key.
    return undefined;
  }
}

function loadJwk(text: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: (readJwk(text) ?? {}) as never, format: 'jwk' });
  } catch {
    return undefined;
  }
}

function troubleWith(text: string, format: 'PEM' | 'JWK'): string {
  if (format === 'JWK')
    return 'is a JWK, but no private one ("d" is missing, or its members do not make a key)';
  if (/-----BEGIN ENCRYPTED|^Proc-Type:.*ENCRYPTED/m.test(text)) {
    return 'is encrypted; decrypt it first, for example with `openssl pkey`';
  }
  return text.includes('PRIVATE KEY') ? 'is PEM in form, but damaged' : 'is PEM, but not of a private key';
}

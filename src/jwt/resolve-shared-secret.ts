import { type Buffer, Buffer as Bytes } from 'node:buffer';
import { createHmac, createSecretKey } from 'node:crypto';
import type { SignatureAlgorithm } from '../domain/algorithm.ts';
import type { JsonObject } from '../domain/claim-path.ts';
import type { KeyFacts } from '../domain/evidence.ts';
import { keyTextNoun } from '../domain/key-text.ts';
import type { SecretResult } from '../domain/secret-key.ts';
import { decodeBase64url } from './base64url.ts';
import { algorithmsOf, describeKey } from './key-facts.ts';
import type { KeyText } from './key-text/key-text.ts';
import { readJwk, readStandardKey } from './key-text/standard-key.ts';
import { isPlaceholderSecret } from './placeholder-secret.ts';
import { keyTextInSecret } from './public-key-in-secret.ts';
import { jwkFault } from './read-public-key.ts';
import { type ResolvedKey, unfit, unreadable, unusableKey } from './resolved-key.ts';
import { effectiveLength, secretBytes } from './secret-bytes.ts';

/** The key of an HMAC algorithm that a secret gives, or why it gives none: a key text never is one. */
export function resolveSharedSecret(
  reading: SecretResult & { ok: true },
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  const { text, encoding } = reading;
  const jwk = readJwk(text);
  if (jwk?.kty === 'oct') return resolveOctJwk(jwk, algorithm, fingerprintKey);
  const bytes = secretBytes(text, encoding);
  const foreign = foreignKey(reading, bytes, algorithm);
  if (foreign) return foreign;
  return bytes
    ? sharedKey(text, bytes, fingerprintKey)
    : unreadable(`is not ${encoding}, as its encoding says`);
}

function resolveOctJwk(
  jwk: JsonObject,
  algorithm: SignatureAlgorithm,
  fingerprintKey: string | undefined,
): ResolvedKey {
  const fault = jwkFault(jwk, algorithm);
  if (fault !== undefined) return unfit(fault, algorithm);
  const bytes = decodeBase64url(typeof jwk.k === 'string' ? jwk.k : '=');
  if (!bytes) return unreadable('is a JWK whose "k" is not base64url');
  // The text of a JWK that holds a shared secret is itself a JWK: only what it holds is looked at.
  const keyText = keyTextInSecret('', bytes);
  return keyText ? keyAsSecret(keyText) : sharedKey('', bytes, fingerprintKey);
}

/** What is to be said of a key, or of its text, where a shared secret is needed; undefined for a secret. */
function foreignKey(
  { text }: SecretResult & { ok: true },
  bytes: Buffer | undefined,
  algorithm: SignatureAlgorithm,
): ResolvedKey | undefined {
  const standard = readStandardKey(text);
  if (standard) {
    const description = describeKey(standard.key);
    const found = standard.holdsPrivateKey ? description.replace('public', 'private') : description;
    return unfit(found, algorithm, algorithmsOf(standard.key));
  }
  const keyText = keyTextInSecret(text, bytes);
  if (!keyText) return undefined;
  const { secrets = [], keys, kind } = keyText;
  if (secrets.length === 0 || keys.length > 0) return keyAsSecret(keyText);
  // A set of shared secrets alone is one in the wrong form.
  const isRepairable = secrets.filter((each) => jwkFault(each, algorithm) === undefined).length === 1;
  return unreadable(`is ${keyTextNoun(kind)}`, kind, isRepairable);
}

function keyAsSecret({ kind, noun = keyTextNoun(kind) }: KeyText): ResolvedKey {
  return unusableKey({ state: 'key-as-secret', looksLike: kind, found: noun });
}

function sharedKey(text: string, bytes: Buffer, fingerprintKey: string | undefined): ResolvedKey {
  if (bytes.length === 0)
    return unusableKey({ state: 'weak', weakness: 'the secret is empty', facts: undefined });
  const effective = bytes.subarray(0, effectiveLength(bytes));
  const facts: KeyFacts = {
    kind: 'HMAC secret',
    bits: effective.length * 8,
    fingerprint: fingerprintKey === undefined ? undefined : secretFingerprint(effective, fingerprintKey),
  };
  const isPlaceholder = isPlaceholderSecret(text) || isPlaceholderSecret(bytes.toString('latin1'));
  return {
    evidence: { state: 'usable', facts, isPlaceholder, holdsPrivateKey: false },
    key: createSecretKey(bytes),
  };
}

/**
 * The keyed fingerprint of a shared secret: the first 64 bits of HMAC-SHA-256 under the store's own
 * key, hexadecimal, so that equal weak secrets cannot be looked up in a table.
 */
function secretFingerprint(secret: Buffer, fingerprintKey: string): string {
  return createHmac('sha256', Bytes.from(fingerprintKey, 'base64url'))
    .update(secret)
    .digest('hex')
    .slice(0, 16);
}

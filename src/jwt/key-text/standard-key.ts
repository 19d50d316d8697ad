import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import { readJson } from '../../domain/json-text.ts';
import { jwkKey } from './der-key.ts';
import type { ReadKey } from './key-text.ts';

/** The forms in which a key may be stored. */
export type KeyFormat = 'PEM' | 'JWK';

/** Whether the text is a PEM document or a JWK rather than a shared secret. */
export function keyFormat(text: string): KeyFormat | undefined {
  if (text.includes('-----BEGIN ') && /-----BEGIN [A-Z0-9 ]+-----/.test(text)) return 'PEM';
  const jwk = readJwk(text);
  return jwk && (Object.hasOwn(jwk, 'kty') || Object.hasOwn(jwk, 'keys')) ? 'JWK' : undefined;
}

/** The members of a JWK (RFC 7517 §4), or undefined when the text is not a JSON object. */
export function readJwk(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const reading = readJson(text);
  return reading.ok && isJsonObject(reading.value) ? reading.value : undefined;
}

/** The key in a well-formed PEM document (SPKI, PKCS #1, SEC 1, PKCS #8, X.509) or JWK; undefined for other text. */
export function readStandardKey(text: string): ReadKey | undefined {
  const format = keyFormat(text);
  if (format === undefined) return undefined;
  return format === 'PEM' ? readPem(text) : readPublicJwk(readJwk(text) ?? {});
}

function readPem(text: string): ReadKey | undefined {
  const labels = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((match) => match[1] ?? '');
  const [label = ''] = labels;
  // A chain of certificates begins with the issuer's own.
  if (labels.length > 1 && labels.some((each) => each !== 'CERTIFICATE')) return undefined;
  const key = loadPem(text, label);
  return key && { key, holdsPrivateKey: label.endsWith('PRIVATE KEY') };
}

/** The public key of one PEM block, or undefined when OpenSSL does not take it. */
function loadPem(text: string, label: string): KeyObject | undefined {
  try {
    if (label.endsWith('CERTIFICATE')) return new X509Certificate(text).publicKey;
    return label.endsWith('PRIVATE KEY') ? createPublicKey(createPrivateKey(text)) : createPublicKey(text);
  } catch {
    // OpenSSL's message about a broken key does not help, and may quote the key.
    return undefined;
  }
}

function readPublicJwk(jwk: JsonObject): ReadKey | undefined {
  if (Array.isArray(jwk.keys) || jwk.kty === 'oct') return undefined;
  const key = jwkKey(jwk);
  return key && { key, holdsPrivateKey: Object.hasOwn(jwk, 'd'), jwk };
}

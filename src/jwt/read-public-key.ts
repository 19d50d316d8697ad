import { Buffer } from 'node:buffer';
import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { isSignatureAlgorithm, type SignatureAlgorithm, traitsOf } from '../domain/algorithm.ts';
import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';
import { readJson } from '../domain/json-text.ts';

/** A key read from PEM or JWK text, or why there is none. Nothing of the text is quoted. */
export type KeyReading =
  | {
      readonly ok: true;
      readonly key: KeyObject;
      readonly holdsPrivateKey: boolean;
      readonly fault: string | undefined;
    }
  | { readonly ok: false; readonly reason: string; readonly repair: string | undefined };

/** Whether the text is a PEM document or a JWK rather than a shared secret. */
export function keyFormat(text: string): 'PEM' | 'JWK' | undefined {
  if (/-----BEGIN [A-Z0-9 ]+-----/.test(text)) return 'PEM';
  const jwk = readJwk(text);
  return jwk && (Object.hasOwn(jwk, 'kty') || Object.hasOwn(jwk, 'keys')) ? 'JWK' : undefined;
}

/** The members of a JWK (RFC 7517 §4), or undefined when the text is not a JSON object. */
export function readJwk(text: string): JsonObject | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  const reading = readJson(text);
  return reading.ok && isJsonObject(reading.value) ? reading.value : undefined;
}

/**
 * The public key in a PEM document (SPKI, PKCS#1, X.509 certificate, or the public half of a
 * private key) or in a JWK. `fault` says what in a JWK's `use`, `key_ops` or `alg` forbids the
 * algorithm (RFC 7517 §4.2–4.4).
 */
export function readPublicKey(text: string, algorithm: SignatureAlgorithm): KeyReading {
  const format = keyFormat(text);
  if (format === 'PEM') return readPem(text);
  if (format === 'JWK') return readPublicJwk(readJwk(text) ?? {}, algorithm);
  return { ok: false, ...lookAlike(text) };
}

function readPem(text: string): KeyReading {
  const labels = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map((match) => match[1] ?? '');
  const [label = ''] = labels;
  const isChain = labels.every((each) => each === 'CERTIFICATE');
  if (labels.length > 1 && !isChain) return unreadable('holds several PEM blocks; keep the public key alone');
  const key = loadPem(text, label);
  if (key) return { ok: true, key, holdsPrivateKey: label.endsWith('PRIVATE KEY'), fault: undefined };
  if (label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(text)) {
    return unreadable('is an encrypted private key; store the public key instead');
  }
  const { reason, repaired } = pemDamage(text);
  const isFixed = repaired !== undefined && loadPem(repaired, label) !== undefined;
  return unreadable(reason, isFixed ? 'with its line breaks put back, it loads' : undefined);
}

/** The public key of one PEM block, or undefined when OpenSSL does not take it. */
function loadPem(text: string, label: string): KeyObject | undefined {
  try {
    if (label.endsWith('CERTIFICATE')) return new X509Certificate(text).publicKey;
    return label.endsWith('PRIVATE KEY') ? createPublicKey(createPrivateKey(text)) : createPublicKey(text);
  } catch {
    // What OpenSSL says of a broken key helps nobody, and may quote it.
    return undefined;
  }
}

/** What it looks like that happened to a PEM document, and the document with that undone. */
function pemDamage(text: string): { reason: string; repaired?: string } {
  if (text.includes('\\n')) {
    return {
      reason: 'has the two characters \\n where line breaks belong',
      repaired: text.replaceAll('\\r', '').replaceAll('\\n', '\n'),
    };
  }
  if (!/\n/.test(text.trim())) {
    const body = /^(-----BEGIN [A-Z0-9 ]+-----)([\s\S]*)(-----END [A-Z0-9 ]+-----)$/.exec(text.trim());
    return {
      reason: 'stands on one line; its line breaks are lost',
      ...(body && { repaired: `${body[1]}\n${body[2]?.replaceAll(/\s+/g, '')}\n${body[3]}\n` }),
    };
  }
  if (!/-----END [A-Z0-9 ]+-----/.test(text)) return { reason: 'has no END line; part of it is missing' };
  return { reason: 'is PEM in form, but what it holds is damaged or of an unknown kind' };
}

function readPublicJwk(jwk: JsonObject, algorithm: SignatureAlgorithm): KeyReading {
  if (Array.isArray(jwk.keys)) return unreadable('is a JWK Set ("keys"); keep the one key alone');
  if (jwk.kty === 'oct')
    return unreadable('is a JWK that holds a shared secret (kty "oct"), not a public key');
  try {
    const key = createPublicKey({ key: jwk as never, format: 'jwk' });
    return { ok: true, key, holdsPrivateKey: Object.hasOwn(jwk, 'd'), fault: jwkFault(jwk, algorithm) };
  } catch {
    return unreadable('is a JWK, but its members do not make a key');
  }
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
  // Names that no algorithm has (the "ES521" of old vectors) pin nothing; those of RFC 7518 §4 and §5 do.
  const isForEncryption = typeof alg !== 'string' || /^(?:RSA|A\d|ECDH|PBES|dir$)/.test(alg);
  return isForEncryption ? 'a JWK that is not for signatures ("alg")' : undefined;
}

const openSshForm = /^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-|---- BEGIN )/;

/** What text that is neither PEM nor JWK looks like. */
function lookAlike(text: string): { reason: string; repair: string | undefined } {
  const trimmed = text.trim();
  if (openSshForm.test(trimmed)) {
    return {
      reason: 'is a key in OpenSSH form',
      repair: 'convert it with `ssh-keygen -e -m PKCS8 -f key.pub`',
    };
  }
  if (/^https?:\/\//i.test(trimmed)) {
    return {
      reason: 'is a URL',
      repair: 'fetch the key from there and store it: keys are never fetched here',
    };
  }
  const der = /^[A-Za-z0-9+/\s]+={0,2}$/.test(trimmed) ? loadDer(trimmed) : undefined;
  if (der) {
    return {
      reason: 'is the base64 body of a key without its BEGIN and END lines',
      repair: 'with "-----BEGIN PUBLIC KEY-----" and "-----END PUBLIC KEY-----" around it, it loads',
    };
  }
  return { reason: 'is neither PEM ("-----BEGIN …") nor a JWK ("{…}")', repair: undefined };
}

function loadDer(base64: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

function unreadable(reason: string, repair?: string): KeyReading {
  return { ok: false, reason, repair };
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

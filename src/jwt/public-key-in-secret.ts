import { Buffer } from 'node:buffer';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { isJsonObject } from '../domain/claim-path.ts';
import { readJson } from '../domain/json-text.ts';

/**
 * What public key a shared secret really is, which everybody may have: in the key's bytes, in its text,
 * or in what that text decodes to. Undefined for a secret that is none. An HMAC keyed with it would let
 * anybody sign (RFC 8725 §2.1).
 */
export function publicKeyInSecret(text: string, bytes: Buffer): string | undefined {
  for (const candidate of [bytes, ...decodings(text), ...decodings(bytes.toString('latin1'))]) {
    const found = publicKeyIn(candidate);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A text's own bytes, and those it stands for in base64 of either alphabet, hex and percent-encoding. */
function decodings(text: string): Buffer[] {
  const compact = text.replaceAll(/\s/g, '');
  const decoded = [Buffer.from(text, 'utf8')];
  if (/^[\w+/-]+=*$/.test(compact)) decoded.push(Buffer.from(compact, 'base64'));
  if (/^(?:[\da-f]{2})+$/i.test(compact)) decoded.push(Buffer.from(compact, 'hex'));
  if (text.includes('%'))
    decoded.push(Buffer.from(text.replaceAll(/%([\da-f]{2})/gi, unescapeByte), 'latin1'));
  return decoded;
}

function unescapeByte(_sequence: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function publicKeyIn(bytes: Buffer): string | undefined {
  const text = bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trim();
  if (/-----BEGIN |---- BEGIN /.test(text)) return 'a PEM document';
  // The key's own name stands again in its base64: "AAAA" and a length, then "ssh-" or "ecdsa-".
  if (/(?:^|\s)(?:ssh-|sk-ssh-|sk-ecdsa-|ecdsa-sha2-)[\w@.-]+\s+AAAA/.test(text))
    return 'an OpenSSH public key';
  if (isJwk(text)) return 'a JWK';
  return bytes[0] === 0x30 && bytes.length >= 40 && isDer(bytes) ? 'a public key in DER' : undefined;
}

function isJwk(text: string): boolean {
  if (!/^[{[]/.test(text)) return false;
  const reading = readJson(text);
  const values: unknown[] = reading.ok
    ? Array.isArray(reading.value)
      ? reading.value
      : [reading.value]
    : [];
  return values.some(
    (value) => isJsonObject(value) && (Object.hasOwn(value, 'kty') || Object.hasOwn(value, 'keys')),
  );
}

function isDer(key: Buffer): boolean {
  return (
    loads(() => createPublicKey({ key, format: 'der', type: 'spki' })) ||
    loads(() => createPublicKey({ key, format: 'der', type: 'pkcs1' })) ||
    loads(() => new X509Certificate(key))
  );
}

function loads(read: () => unknown): boolean {
  try {
    return read() !== undefined;
  } catch {
    return false;
  }
}

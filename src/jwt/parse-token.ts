import type { Buffer } from 'node:buffer';
import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';
import type { JsonPart, Likeness, TokenShape } from '../domain/evidence.ts';
import { readJson } from '../domain/json-text.ts';
import { decodeBase64Leniently, decodeBase64url } from './base64url.ts';
import { recogniseBytes, recogniseText, recogniseValue } from './malformed-json.ts';
import { isPlaceholderToken } from './placeholder-token.ts';

/** A JWS in compact serialization (RFC 7515 §7.1), read strictly. */
export interface CompactToken {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly signature: Buffer;
  /** The ASCII text that is signed: the first two segments and the dot between them. */
  readonly signingInput: string;
}

/**
 * Reads a token strictly: exactly three segments of canonical base64url, header and payload JSON
 * objects in valid UTF-8 without duplicate names. Undefined for anything else.
 */
export function parseToken(token: string): CompactToken | undefined {
  const [headerText, payloadText, signatureText, ...rest] = token.split('.');
  if (headerText === undefined || payloadText === undefined || signatureText === undefined) return undefined;
  const header = readHeader(headerText);
  const payloadBytes = decodeBase64url(payloadText);
  const signature = decodeBase64url(signatureText);
  if (rest.length > 0 || !header?.ok || !payloadBytes || !signature) return undefined;
  const payload = readJsonPart(payloadBytes);
  if (!payload.ok) return undefined;
  return {
    header: header.value,
    claims: payload.value,
    signature,
    signingInput: `${headerText}.${payloadText}`,
  };
}

/** The header that was last read: an issuer writes the same into all its tokens. */
let lastHeader: { readonly text: string; readonly part: JsonPart | undefined } = {
  text: '',
  part: undefined,
};

function readHeader(text: string): JsonPart | undefined {
  if (text !== lastHeader.text) {
    const bytes = decodeBase64url(text);
    lastHeader = { text, part: bytes && readJsonPart(bytes) };
  }
  return lastHeader.part;
}

// A BOM stays in the text, so that JSON refuses it (RFC 8259 §8.1).
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON object in a segment's bytes, or why they do not hold one (RFC 7515 §5.2, RFC 7519 §7.2). */
export function readJsonPart(bytes: Uint8Array): JsonPart {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { ok: false, fault: 'not UTF-8', looksLike: recogniseBytes(bytes) ?? 'unknown' };
  }
  const reading = readJson(text);
  if (!reading.ok) {
    const looksLike = recogniseBytes(bytes) ?? recogniseText(text, reading.fault);
    return { ok: false, fault: reading.fault, looksLike };
  }
  if (isJsonObject(reading.value)) return { ok: true, value: reading.value };
  return { ok: false, fault: 'not a JSON object', looksLike: recogniseValue(reading.value) };
}

/** What a text is, by its segments. */
export function shapeOf(token: string): TokenShape {
  if (token === '') return { kind: 'empty', placeholder: undefined };
  if (isPlaceholderToken(token)) return { kind: 'empty', placeholder: token };
  const whole = token.replace(/(?:\.{3}|…)$/, '');
  const isElided = whole !== token && whole.startsWith('eyJ');
  if (isElided) return { kind: 'too-few-segments', count: whole.split('.').length, isElided };
  if (isFileName(token)) return { kind: 'opaque', looksLike: FILE_NAME };
  const segments = token.split('.');
  const [first = ''] = segments;
  const header = readJsonPart(decodeBase64Leniently(first));
  if (segments.length === 5 && header.ok && Object.hasOwn(header.value, 'enc')) return { kind: 'encrypted' };
  if (segments.length > 3) {
    const starts = token.match(/eyJ/g)?.length ?? 0;
    return { kind: 'too-many-segments', count: segments.length, holdsTwoTokens: starts > 2 };
  }
  if (segments.length === 3) return { kind: 'compact' };
  // Base64url of {" begins every header that a library writes.
  return header.ok || first.startsWith('eyJ')
    ? { kind: 'too-few-segments', count: segments.length, isElided }
    : { kind: 'opaque', looksLike: likenessOf(token) };
}

const FILE_NAME: Likeness = 'the name of a file';

/** Whether a text is a name that people give to files with tokens; commands such as curl want `@` before it. */
function isFileName(token: string): boolean {
  return (
    token.length <= 255 &&
    !token.startsWith('eyJ') &&
    /^@?[^?#&=]*[^?#&=./\\]\.(?:jwt|jws|token|txt|json|har|http|log|ya?ml|pem)$/i.test(token)
  );
}

const likenesses: readonly (readonly [RegExp, Likeness])[] = [
  [/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'a UUID'],
  [/^(?:[0-9a-f]{2}){8,}$/i, 'hexadecimal, such as a session id or a hash'],
  [/^\d+$/, 'a number'],
  [/^-----BEGIN/, 'a PEM document'],
  [/^[{[]/, 'JSON'],
  [/^(?:<|PHNhbWw|PD94bWw)/, 'XML, such as a SAML assertion'],
  [/^Basic/i, 'HTTP Basic credentials'],
  [/^[A-Za-z0-9+/_-]{16,}={0,2}$/, 'a random identifier, such as a session id'],
];

function likenessOf(token: string): Likeness | undefined {
  return likenesses.find(([form]) => form.test(token))?.[1];
}

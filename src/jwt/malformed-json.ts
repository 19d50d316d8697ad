import { isJsonObject } from '../domain/claim-path.ts';
import type { MalformedJson } from '../domain/evidence.ts';
import { type JsonFault, readJson } from '../domain/json-text.ts';
import { decodeBase64Leniently } from './base64url.ts';

// Each recogniser reads its text a fixed number of times. None quotes it, and none makes a token acceptable.

/** The first bytes of gzip (RFC 1952 §2.3.1), and of zlib at its four levels (RFC 1950 §2.2). */
const compressedStarts = [
  [0x1f, 0x8b],
  [0x78, 0x01],
  [0x78, 0x5e],
  [0x78, 0x9c],
  [0x78, 0xda],
];

/** What bytes are that are not the UTF-8 of JSON; undefined where only their text can show it. */
export function recogniseBytes(bytes: Uint8Array): MalformedJson | undefined {
  const [first, second, third] = bytes;
  if (first === undefined) return 'empty';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'bom';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'utf-16';
  // JSON begins with ASCII, so that one of the first two bytes of its UTF-16 is zero (RFC 4627 §3).
  if (bytes.length % 2 === 0 && (first === 0) !== (second === 0)) return 'utf-16';
  const isCompressed = compressedStarts.some(([one, two]) => first === one && second === two);
  return isCompressed ? 'compressed' : undefined;
}

/** What a JSON value is that is not an object. */
export function recogniseValue(value: unknown): MalformedJson {
  if (typeof value !== 'string') return 'not-an-object';
  if (holdsObject(value)) return 'json-in-json';
  return isBase64OfObject(value) ? 'base64-twice' : 'not-an-object';
}

/** What a text is that JSON refuses for that fault. */
export function recogniseText(text: string, fault: JsonFault): MalformedJson {
  if (fault === 'a duplicate name') return 'duplicate-name';
  if (fault === 'nested too deeply') return 'unknown';
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (isBase64OfObject(trimmed)) return 'base64-twice';
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return recogniseBrackets(trimmed);
  if (/^<[?!A-Za-z]/.test(trimmed)) return 'xml';
  return isFormEncoded(trimmed) ? 'form-encoded' : 'unknown';
}

/** What a text is that begins as an object or a list does, and is not JSON. */
function recogniseBrackets(text: string): MalformedJson {
  if (/^[[{]\s*'/.test(text)) return 'single-quotes';
  // An object inside a JSON text, whose outer quotes were lost.
  if (/^\{\s*\\"/.test(text)) return 'json-in-json';
  const { isOpen, withoutLastCommas } = scanBrackets(text);
  if (isOpen) return 'truncated';
  return withoutLastCommas !== text && readJson(withoutLastCommas).ok ? 'trailing-comma' : 'unknown';
}

/** A whole string, one that does not end, or a character outside of strings. */
const jsonParts = /("(?:[^"\\]|\\.)*")|(")|./gs;

/** Whether a text ends inside a string, an object or a list, and the text without commas before a closing bracket. */
function scanBrackets(text: string): { readonly isOpen: boolean; readonly withoutLastCommas: string } {
  const parts: string[] = [];
  let depth = 0;
  let lastComma: number | undefined;
  for (const [part, , openQuote] of text.matchAll(jsonParts)) {
    if (openQuote !== undefined) return { isOpen: true, withoutLastCommas: text };
    if (part === '{' || part === '[') depth += 1;
    if (part === '}' || part === ']') {
      depth -= 1;
      if (lastComma !== undefined) parts[lastComma] = '';
    }
    if (part === ',') lastComma = parts.length;
    else if (part.trim() !== '') lastComma = undefined;
    parts.push(part);
  }
  return { isOpen: depth > 0, withoutLastCommas: parts.join('') };
}

function holdsObject(text: string): boolean {
  const inner = readJson(text.trim());
  return inner.ok && isJsonObject(inner.value);
}

/** Whether a text is base64 or base64url, wrapped or not, of a JSON object, or of the beginning of one. */
function isBase64OfObject(text: string): boolean {
  const compact = text.replaceAll(/\s/g, '');
  if (compact.length < 4 || !/^[\w+/-]+={0,2}$/.test(compact)) return false;
  const decoded = decodeBase64Leniently(compact).toString('utf8').trim();
  return holdsObject(decoded) || decoded.startsWith('{"');
}

/** More fields than these are no claims. */
const MAX_FIELDS = 1000;

/** Whether a text is `name=value&name=value`. */
function isFormEncoded(text: string): boolean {
  if (/[\s<>"{}]/.test(text)) return false;
  const pairs = text.split('&', MAX_FIELDS);
  return pairs.every((pair) => pair === '' || /^[^=]+=/.test(pair)) && text.includes('=');
}

import { isJsonObject } from '../domain/claim-path.ts';
import type { Carrier } from '../domain/evidence.ts';
import { readJson } from '../domain/json-text.ts';
import { messageParts } from './message-parts.ts';
import { trimBlanks } from './trim-ends.ts';

/** What a pasted text carries. */
export interface Unpacked {
  readonly carrier: Carrier | undefined;
  /** The field the value was taken from, when it is not the one that was asked for. */
  readonly otherField: string | undefined;
  /** The text itself when it is no carrier; empty when the carrier has no token. */
  readonly value: string;
  /** Whether the field stands there more than once with different values: servers disagree which counts. */
  readonly hasConflictingValues: boolean;
  /** Whether the field that was asked for is there, whatever it holds. */
  readonly isAsked: boolean;
}

interface Field {
  readonly name: string;
  readonly value: string;
}

/**
 * Takes the token out of a text as people paste it: one carrier, or a whole HTTP message of which each
 * line is one. `text` has no blanks around it.
 */
export function unpackCarrier(text: string, tokenName: string): Unpacked {
  const parts = messageParts(text);
  if (!parts) return unpackOne(text, tokenName);
  const unpacked = parts.map((part) => unpackOne(part, tokenName));
  const asked = unpacked.filter(({ isAsked }) => isAsked);
  const isToken = ({ value }: Unpacked) => looksLikeToken(value);
  const found =
    asked.find(isToken) ??
    unpacked.find(isToken) ??
    unpacked.find(({ carrier, value }) => carrier && value !== '');
  if (!found) return { ...notCarried(''), carrier: 'HTTP message' };
  return {
    ...found,
    hasConflictingValues: asked.some((each) => each.hasConflictingValues) || hasDifferentValues(asked),
  };
}

/**
 * Takes the field called `tokenName` out of a URL, a header or cookie line, a form body or a JSON
 * body; without such a field, the one that holds a JWT, and names it.
 */
function unpackOne(text: string, tokenName: string): Unpacked {
  if (text.startsWith('{')) return fromJson(text, tokenName);
  if (urlForm.test(text)) return fromUrl(text, tokenName);
  const header = /^([\w-]+)[ \t]*:[ \t]*(.*)$/s.exec(text);
  if (header) return fromHeader(header[1] ?? '', header[2] ?? '', tokenName);
  // A bare token has "=" only as padding, and begins with the base64url form of {".
  const isForm =
    /^(?!eyJ)[\w.~$![\]%+-]+=(?!=|$)/.test(text) || (text.includes('&') && /^[^\s=]+=/.test(text));
  if (isForm) return pick('form body', formFields(text), (name) => name === tokenName);
  return notCarried(text);
}

/** A URL with its scheme, or without it as people copy it: from its host, its path or its query on. */
const urlForm = /^[a-z][a-z0-9+.-]*:\/\/|^[/?]\S*=|^[\w-]+(?:\.[\w-]+)*(?::\d+)?(?:\/[^\s?#]*)?[?#]\S*=/i;

function fromUrl(text: string, tokenName: string): Unpacked {
  const [address = '', fragment = ''] = split(text, '#');
  const query = address.slice(address.indexOf('?') + 1);
  const fields = address.includes('?') ? formFields(query) : [];
  // A browser keeps the fragment to itself: the server never sees a token that stands there.
  const hidden = formFields(fragment).map(({ name, value }) => ({ name: `#${name}`, value }));
  return pick('URL', [...fields, ...hidden], (name) => name === tokenName);
}

function notCarried(value: string): Unpacked {
  return { carrier: undefined, otherField: undefined, value, hasConflictingValues: false, isAsked: false };
}

function fromHeader(name: string, value: string, tokenName: string): Unpacked {
  if (/^(?:set-)?cookie$/i.test(name)) {
    return pick('Cookie header', cookieFields(value), (each) => each === tokenName);
  }
  const isAuthorization = /^(?:proxy-)?authorization$/i.test(name);
  const carrier = isAuthorization ? 'Authorization header' : 'header';
  // RFC 6750 §2.1; header names have no case (RFC 9110 §5.1).
  const isBearer = /^authorization$/i.test(name) && /^Bearer(?:[ \t]|$)/i.test(value);
  const isAsked = isBearer || name.toLowerCase() === tokenName.toLowerCase();
  // Other schemes than Bearer (JWT, Token, DPoP) stand before a token like it.
  const bare = isAuthorization && !isBearer ? value.replace(/^[A-Za-z]+\s+(?=["']?eyJ)/, '') : value;
  if (!isAsked && !isAuthorization && !looksLikeToken(bare)) return { ...notCarried(''), carrier };
  const otherField = isAsked || !looksLikeToken(bare) ? undefined : name;
  return { carrier, otherField, value: bare, hasConflictingValues: false, isAsked };
}

function fromJson(text: string, tokenName: string): Unpacked {
  const body = readJson(text);
  if (!body.ok || !isJsonObject(body.value)) return notCarried(text);
  return pick('JSON body', textMembers(body.value), (name) => name === tokenName);
}

/** The members of a JSON document that are text, those nearest to its top first. */
function textMembers(object: object): Field[] {
  const members = Object.entries(object);
  const here = members.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
  const deeper = members.flatMap(([, value]) =>
    typeof value === 'object' && value !== null ? textMembers(value) : [],
  );
  return [...here, ...deeper];
}

function pick(carrier: Carrier, fields: readonly Field[], isAsked: (name: string) => boolean): Unpacked {
  const asked = fields.filter(({ name }) => isAsked(name));
  const [first] = asked;
  if (first)
    return {
      carrier,
      otherField: undefined,
      value: first.value,
      hasConflictingValues: hasDifferentValues(asked),
      isAsked: true,
    };
  const other = fields.find(({ value }) => looksLikeToken(value));
  return { ...notCarried(other?.value ?? ''), carrier, otherField: other?.name };
}

function hasDifferentValues(fields: readonly { readonly value: string }[]): boolean {
  // "Bearer " belongs to the header, not to the token.
  return new Set(fields.map(({ value }) => value.replace(/^Bearer[ \t]+/i, ''))).size > 1;
}

/** Whether a field's value begins as a JWT does: with the base64url form of {" and a dot behind it. */
function looksLikeToken(value: string): boolean {
  return /^["']?(?:Bearer\s+)?eyJ[\w-]*\./i.test(value);
}

/** Servers take no more fields of one request, nor is a token looked for among more. */
const MOST_FIELDS = 1000;

/** The chunks of a text between separators; none where there are more than a request has fields. */
function chunks(text: string, separator: string): string[] {
  const found = text.split(separator, MOST_FIELDS + 1);
  return found.length > MOST_FIELDS ? [] : found;
}

function formFields(text: string): Field[] {
  return chunks(text, '&').flatMap((pair) => {
    const [name = '', value = ''] = split(pair, '=');
    return name === '' ? [] : [{ name: decodeForm(name), value: decodeForm(value) }];
  });
}

function cookieFields(text: string): Field[] {
  return chunks(text, ';').map((pair) => {
    const [name = '', value = ''] = split(pair, '=');
    // RFC 6265 §4.1.1: a cookie's value may stand in quotes.
    return { name: trimBlanks(name), value: trimBlanks(value).replace(/^"(.*)"$/, '$1') };
  });
}

/** application/x-www-form-urlencoded, read as a server reads it; broken sequences are left alone. */
function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Splits at the first separator only. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

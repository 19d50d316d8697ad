import { isJsonObject, type JsonObject } from '../../domain/claim-path.ts';
import { readJson } from '../../domain/json-text.ts';
import { decodeBase64, jwkKey, readDerKey } from './der-key.ts';
import type { KeyText, ReadKey } from './key-text.ts';
import { normalizeKeyText } from './normalize-key-text.ts';
import { readPemText } from './pem-text.ts';

/** JSON documents that hold keys: service accounts, maps of certificates, JWK Sets, members with PEM or base64. */
export function readJsonKeyText(_normal: string, original: string): KeyText | undefined {
  const value = jsonValue(original);
  if (value === undefined) return undefined;
  if (isServiceAccount(value)) return { kind: 'service-account', keys: [] };
  if (isJwk(value)) return jwkAlone(value);
  const members = [...membersOf(value)];
  const jwks = members.flatMap(({ value: member }) => (isJwk(member) ? [member] : []));
  if (jwks.length > 0) return jwkSet(jwks);
  if (isJsonObject(value) && Array.isArray(value.keys)) return { kind: 'jwk-set', keys: [] };
  if (members.some(({ name }) => name === 'jwks_uri')) {
    return {
      kind: 'url',
      noun: 'an OpenID Connect discovery document, which names where the keys are',
      keys: [],
    };
  }
  return keysInMembers(value, members);
}

/** The object or list that a text is in JSON, also when it is JSON text in a JSON string. */
function jsonValue(text: string): unknown {
  let candidate = text.replace(/^\ufeff/, '').trim();
  for (let depth = 0; depth < 3; depth += 1) {
    if (!/^["[{]/.test(candidate)) return undefined;
    const reading = readJson(candidate);
    if (!reading.ok) return undefined;
    if (typeof reading.value !== 'string') return reading.value;
    candidate = reading.value.trim();
  }
  return undefined;
}

interface Member {
  readonly name: string;
  readonly value: unknown;
}

/** Every value in a document and its own name, the outermost first. */
function* membersOf(value: unknown, name = ''): Generator<Member> {
  yield { name, value };
  // The members of a JWK are its own.
  if (typeof value !== 'object' || value === null || isJwk(value)) return;
  for (const [each, member] of Object.entries(value)) yield* membersOf(member, each);
}

function isServiceAccount(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  return value.type === 'service_account' || ('private_key' in value && 'client_email' in value);
}

function isJwk(value: unknown): value is JsonObject {
  return isJsonObject(value) && typeof value.kty === 'string';
}

/** A JWK that cannot be used as it is: its members do not make a key, or it is a string inside JSON. */
function jwkAlone(jwk: JsonObject): KeyText {
  const { keys, secrets } = jwkSet([jwk]);
  if (jwk.kty === 'oct')
    return { kind: 'unknown', noun: 'a JWK that holds a shared secret (kty "oct")', keys, secrets };
  const noun = keys.length > 0 ? 'a JWK in a JSON text' : 'a JWK whose members make no key';
  return { kind: 'unknown', noun, keys };
}

/** The keys among JWKs, and the shared secrets. */
function jwkSet(jwks: readonly JsonObject[]): KeyText & { readonly secrets: readonly JsonObject[] } {
  const keys = jwks.flatMap((jwk): ReadKey[] => {
    const key = jwk.kty === 'oct' ? undefined : jwkKey(jwk);
    return key ? [{ key, holdsPrivateKey: 'd' in jwk, jwk }] : [];
  });
  return { kind: 'jwk-set', keys, secrets: jwks.filter(({ kty }) => kty === 'oct') };
}

const pemMark = /-{2,}\s*BEGIN /;

function keysInMembers(document: unknown, members: readonly Member[]): KeyText | undefined {
  const texts = members.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const found = texts.flatMap((text) => keyTextIn(text) ?? []);
  if (found.length === 0) return undefined;
  const values = isJsonObject(document) ? Object.values(document) : [];
  const isMap =
    values.length > 0 && values.every((value) => typeof value === 'string' && isCertificate(value));
  const keys = found.flatMap((each) => each.keys);
  // A document with a private key is a container: what else is in it is not for us to say.
  const hasPrivateKey = texts.some((text) => /BEGIN [A-Z ]*PRIVATE KEY/.test(text));
  return {
    kind: isMap ? 'certificate-map' : 'pem-in-json',
    ...(hasPrivateKey && { noun: 'a JSON document with a private key inside' }),
    keys: hasPrivateKey ? [] : keys,
  };
}

function isCertificate(text: string): boolean {
  return /-{2,}\s*BEGIN CERTIFICATE/.test(text);
}

function keyTextIn(text: string): KeyText | undefined {
  if (pemMark.test(text)) return readPemText(normalizeKeyText(text), text);
  const bytes = text.length < 56 ? undefined : decodeBase64(text);
  const key = bytes && readDerKey(bytes);
  return key && { kind: 'pem-in-json', keys: [key] };
}

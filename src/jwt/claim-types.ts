import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';
import type { WrongType } from '../domain/evidence.ts';

/**
 * Claims that other servers refuse, though this one need not read them: `iss`, `sub` or `jti` that is
 * no text, `aud` that is neither text nor a list of texts (RFC 7519 §4.1), and in any claim half of a surrogate
 * pair (RFC 8259 §8.2) or a number beyond a double. The times and the login name have codes of their own.
 */
export function wrongClaimTypes(claims: JsonObject, usernameField: string): readonly WrongType[] {
  const found: WrongType[] = [];
  for (const name of Object.keys(claims)) {
    if (name === usernameField || times.has(name)) continue;
    const value = claims[name];
    const kind =
      (isAudience(name, value) ? undefined : registeredKind(name, value)) ?? unreadableKind(name, value);
    if (kind !== undefined) found.push({ name, kind, value });
  }
  return found;
}

/**
 * Header members that other servers refuse: `kid` or `cty` that is no text (RFC 7515 §4.1), and what is
 * refused in claims. `alg` and `typ` have codes of their own.
 */
export function wrongHeaderTypes(header: JsonObject): readonly WrongType[] {
  const found: WrongType[] = [];
  for (const name of Object.keys(header)) {
    if (name === 'alg' || name === 'typ') continue;
    const value = header[name];
    const isWrong = (name === 'kid' || name === 'cty') && typeof value !== 'string';
    const kind = isWrong ? 'not text' : unreadableKind(name, value);
    if (kind !== undefined) found.push({ name, kind, value });
  }
  return found;
}

/** Whether a value has a type that `aud` may have: text, or a list of texts (RFC 7519 §4.1.3). */
export function isAudienceType(value: unknown): boolean {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((each) => typeof each === 'string'))
  );
}

const times: ReadonlySet<string> = new Set(['exp', 'nbf', 'iat']);
const texts: ReadonlySet<string> = new Set(['iss', 'sub', 'jti']);

function isAudience(name: string, value: unknown): boolean {
  return name === 'aud' && isAudienceType(value);
}

function registeredKind(name: string, value: unknown): WrongType['kind'] | undefined {
  if (texts.has(name)) return typeof value === 'string' ? undefined : 'not text';
  return name === 'aud' ? 'not text or a list of texts' : undefined;
}

/** Half of a surrogate pair alone; under the flag u, whole pairs are one character. */
const loneSurrogate = /[\ud800-\udfff]/u;

/** Why other JSON readers refuse a member, if they do. JSON nests 100 levels at most, so recursion is safe. */
function unreadableKind(name: string, value: unknown): WrongType['kind'] | undefined {
  if (loneSurrogate.test(name)) return 'half a surrogate pair';
  if (typeof value === 'string') return loneSurrogate.test(value) ? 'half a surrogate pair' : undefined;
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number out of range';
  if (Array.isArray(value)) return firstKind(value.map((each: unknown) => ['', each]));
  return isJsonObject(value) ? firstKind(Object.entries(value)) : undefined;
}

function firstKind(members: Iterable<readonly [string, unknown]>): WrongType['kind'] | undefined {
  for (const [name, value] of members) {
    const kind = unreadableKind(name, value);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

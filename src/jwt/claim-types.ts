import type { JsonObject } from '../domain/claim-path.ts';
import type { WrongType } from '../domain/evidence.ts';

/**
 * Claims that other servers refuse, though this one need not read them: `iss`, `sub` or `jti` that is
 * no text, `aud` that is neither text nor a list of texts (RFC 7519 §4.1), and in any claim half of a surrogate
 * pair (RFC 8259 §8.2) or a number beyond a double. The times and the login name have codes of their own.
 */
export function wrongClaimTypes(claims: JsonObject, usernameField: string): readonly WrongType[] {
  const found: WrongType[] = [];
  for (const name of Object.keys(claims)) {
    const value = claims[name];
    const kind = registeredKind(name, value) ?? unreadableKind(name, value);
    const hasOwnCode = name === usernameField || times.has(name);
    if (kind !== undefined && !hasOwnCode) found.push({ name, kind, value });
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
/** What is wrong with the type of a registered claim, if something is. */
function registeredKind(name: string, value: unknown): WrongType['kind'] | undefined {
  switch (name) {
    case 'iss':
    case 'sub':
    case 'jti':
      return typeof value === 'string' ? undefined : 'not text';
    case 'aud':
      return isAudienceType(value) ? undefined : 'not text or a list of texts';
    default:
      return undefined;
  }
}

/** Why other JSON readers refuse a member, if they do. JSON nests 100 levels at most, so recursion is safe. */
function unreadableKind(name: string, value: unknown): WrongType['kind'] | undefined {
  return name.isWellFormed() ? unreadableValue(value) : 'half a surrogate pair';
}

function unreadableValue(value: unknown): WrongType['kind'] | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : 'half a surrogate pair';
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : 'a number out of range';
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return firstKind(value);
  for (const name of Object.keys(value)) {
    const kind = unreadableKind(name, (value as JsonObject)[name]);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function firstKind(values: readonly unknown[]): WrongType['kind'] | undefined {
  for (const value of values) {
    const kind = unreadableValue(value);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

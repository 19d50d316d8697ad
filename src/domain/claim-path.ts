export type JsonObject = { readonly [name: string]: unknown };

/** Whether a value is a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A claim that a field points at; `undefined` when the claim is missing. The value may be null. */
export interface FoundClaim {
  readonly value: unknown;
}

/**
 * What a configured field name points at: the claim of exactly that name if there is one
 * (`https://example.com/login`), else with a leading `/` a JSON Pointer (RFC 6901), else a nested
 * claim with dots (`user.loginname`). Only own properties count, so that `constructor` and
 * `__proto__` are names like any other.
 */
export function findClaim(claims: JsonObject, field: string): FoundClaim | undefined {
  if (Object.hasOwn(claims, field)) return { value: claims[field] };
  return findNested(claims, field);
}

/**
 * The nested claim that a field would also name if the claim of exactly that name were absent
 * (`user.login` beside `{"user": {"login": …}}`); undefined when there are not both.
 */
export function findHiddenClaim(claims: JsonObject, field: string): FoundClaim | undefined {
  return Object.hasOwn(claims, field) ? findNested(claims, field) : undefined;
}

function findNested(claims: JsonObject, field: string): FoundClaim | undefined {
  if (!field.startsWith('/') && !field.includes('.')) return undefined;
  return walk(claims, fieldNames(field));
}

/** The names that a field is a path of: of a JSON Pointer, of a path with dots, or its own alone. */
export function fieldNames(field: string): string[] {
  return field.startsWith('/') ? pointerTokens(field) : field.split('.');
}

function pointerTokens(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function walk(claims: JsonObject, names: readonly string[]): FoundClaim | undefined {
  let value: unknown = claims;
  for (const name of names) {
    const isMember = isJsonObject(value) || (Array.isArray(value) && /^(?:0|[1-9]\d*)$/.test(name));
    if (!isMember || !Object.hasOwn(value as object, name)) return undefined;
    value = (value as JsonObject)[name];
  }
  return { value };
}

import { isJsonObject, type JsonObject } from '../domain/claim-path.ts';

/**
 * Where an issuing system would put the claim that a field names, so that it is found there: a JSON
 * Pointer is a path, and so is a name with dots if all its parts are plain words (`user.login`);
 * anything else (`https://example.com/login`) is one name.
 */
function pathOf(field: string): readonly string[] {
  if (field.startsWith('/')) {
    return field
      .slice(1)
      .split('/')
      .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  const parts = field.split('.');
  return parts.every((part) => /^[\w-]+$/.test(part)) ? parts : [field];
}

/** The claims with a value where the field points. */
export function placeClaim(claims: JsonObject, field: string, value: unknown): JsonObject {
  return place(claims, pathOf(field), value);
}

function place(object: JsonObject, [name = '', ...rest]: readonly string[], value: unknown): JsonObject {
  if (rest.length === 0) return withMember(object, name, value);
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return withMember(object, name, place(isJsonObject(inner) ? inner : {}, rest, value));
}

/** The claims without the one that the field points at. */
export function removeClaim(claims: JsonObject, field: string): JsonObject {
  return remove(withoutMember(claims, field), pathOf(field));
}

function remove(object: JsonObject, [name = '', ...rest]: readonly string[]): JsonObject {
  if (rest.length === 0) return withoutMember(object, name);
  const inner = Object.hasOwn(object, name) ? object[name] : undefined;
  return isJsonObject(inner) ? withMember(object, name, remove(inner, rest)) : object;
}

/** The object with that member; unlike an assignment also where its name is `__proto__`. */
export function withMember(object: JsonObject, name: string, value: unknown): JsonObject {
  return Object.fromEntries([...Object.entries(withoutMember(object, name)), [name, value]]);
}

function withoutMember(object: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== name));
}

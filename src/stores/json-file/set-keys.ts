import type { JsonObject } from '../../domain/claim-path.ts';

/**
 * The object with some keys set (`undefined` takes a key away). A key that was there keeps its
 * place, a new one follows the keys that `order` has before it, and every other key stays as it is.
 */
export function setKeys(object: JsonObject, changes: JsonObject, order: readonly string[]): JsonObject {
  const entries = Object.entries(object)
    .map(([key, value]): [string, unknown] => [key, Object.hasOwn(changes, key) ? changes[key] : value])
    .filter(([, value]) => value !== undefined);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined || Object.hasOwn(object, key)) continue;
    const earlier = order.slice(0, Math.max(order.indexOf(key), 0));
    const place = order.includes(key)
      ? entries.findLastIndex(([name]) => earlier.includes(name)) + 1
      : entries.length;
    entries.splice(place, 0, [key, value]);
  }
  // Not by assignment, which would take a key called __proto__ for the prototype.
  return Object.fromEntries(entries);
}

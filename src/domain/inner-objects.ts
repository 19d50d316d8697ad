import { findClaim, isJsonObject, type JsonObject } from './claim-path.ts';
import { readJson } from './json-text.ts';

/** An object inside the claims, and how to get there. */
export interface InnerObject {
  readonly path: readonly string[];
  readonly value: JsonObject;
  /** The claim that holds the object as JSON text, which no field can look into; undefined where none does. */
  readonly textClaim: string | undefined;
}

/** How many levels below the claims are searched. */
const MAX_LEVELS = 2;

/** The number of objects that are searched. */
const MAX_OBJECTS = 1000;

/** The number of JSON texts that are parsed, and their UTF-16 units in all. */
const MAX_TEXTS = 64;
const MAX_TEXT_LENGTH = 65_536;

/**
 * The objects one and two levels below the claims, the nearest first, also those that a claim holds
 * as JSON text. Bounded, so that the work is linear in the size of the claims.
 */
export function innerObjects(claims: JsonObject): InnerObject[] {
  const budget: TextBudget = { texts: MAX_TEXTS, units: MAX_TEXT_LENGTH };
  const found: InnerObject[] = [];
  let level: InnerObject[] = [{ path: [], value: claims, textClaim: undefined }];
  for (let depth = 0; depth < MAX_LEVELS; depth += 1) {
    level = membersOf(level, budget, MAX_OBJECTS - found.length);
    found.push(...level);
  }
  return found;
}

/** What may still be parsed of JSON texts. */
interface TextBudget {
  texts: number;
  units: number;
}

function membersOf(objects: readonly InnerObject[], budget: TextBudget, limit: number): InnerObject[] {
  const found: InnerObject[] = [];
  for (const { path, value, textClaim } of objects) {
    for (const name of Object.keys(value)) {
      if (found.length >= limit) return found;
      const member = value[name];
      const here = [...path, name];
      if (isJsonObject(member)) found.push({ path: here, value: member, textClaim });
      else if (typeof member === 'string') {
        const inText = objectInText(member, budget);
        if (inText) found.push({ path: here, value: inText, textClaim: textClaim ?? here.join('.') });
      }
    }
  }
  return found;
}

/** The object that a text holds as JSON; undefined for any other text, or when enough was parsed. */
function objectInText(text: string, budget: TextBudget): JsonObject | undefined {
  if (!/^\s*\{/.test(text) || budget.texts === 0 || text.length > budget.units) return undefined;
  budget.texts -= 1;
  budget.units -= text.length;
  const result = readJson(text);
  return result.ok && isJsonObject(result.value) ? result.value : undefined;
}

/** A path as a configured field takes it: dots where they lead to the value, else a JSON Pointer (RFC 6901). */
export function fieldOf(claims: JsonObject, path: readonly string[], value: unknown): string {
  const dotted = path.join('.');
  if (!dotted.startsWith('/') && findClaim(claims, dotted)?.value === value) return dotted;
  return path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

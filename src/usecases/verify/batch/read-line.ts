import { isJsonObject } from '../../../domain/claim-path.ts';
import type { Expectation } from '../../../domain/expectation.ts';
import { type EpochSeconds, readMoment } from '../../../domain/instant.ts';
import { findInexactNumber, readJson } from '../../../domain/json-text.ts';
import type { Line } from './lines.ts';
import { readExpectation } from './read-expectation.ts';
import { type Recipe, type RecipeResult, readRecipe } from './read-recipe.ts';

/** What a line asks for: a token, or a recipe to make one by, and what it says beside it. */
export interface LineRequest {
  /** The name of a configuration; undefined where the line names none. */
  readonly configuration: string | undefined;
  readonly token: string | Recipe;
  readonly at: EpochSeconds | undefined;
  /** What it expects of the verdict; undefined where it says nothing of it. */
  readonly expectation: Expectation | undefined;
}

/** Why a line cannot be evaluated. The message quotes nothing of it. */
export interface LineFault {
  readonly kind:
    | 'cannot-generate'
    | 'invalid-json'
    | 'invalid-line'
    | 'line-too-long'
    | 'no-configuration'
    | 'unknown-configuration';
  readonly message: string;
}

export type LineResult =
  | { readonly ok: true; readonly request: LineRequest }
  | { readonly ok: false; readonly fault: LineFault };

/** A token may have no more than this, and shows by one more that it has; in UTF-16 units. */
const MOST_OF_TOKEN = 65_537;

/** Reads a line: a JSON object if it begins as one, else a token, bare or in a carrier. */
export function readLine({ text, isCut, isUtf8 }: Line): LineResult {
  if (!/^[ \t]*\{/.test(text)) {
    return {
      ok: true,
      request: {
        configuration: undefined,
        token: text.slice(0, MOST_OF_TOKEN),
        at: undefined,
        expectation: undefined,
      },
    };
  }
  if (isCut) return fault('line-too-long', 'the line is longer than 128 KiB');
  if (!isUtf8) return fault('invalid-json', 'the line is not UTF-8');
  const reading = readJson(text);
  if (!reading.ok) return fault('invalid-json', `the line is ${inWords(reading.fault)}`);
  return isJsonObject(reading.value)
    ? readObject(reading.value, text)
    : fault('invalid-json', 'the line is not a JSON object');
}

function inWords(found: string): string {
  return found === 'not JSON' ? 'not JSON' : `JSON with ${found}`;
}

function readObject(object: Readonly<Record<string, unknown>>, text: string): LineResult {
  const { configuration, token, generate, at, expect } = object;
  if ((token === undefined) === (generate === undefined)) {
    return fault('invalid-line', 'either "token" or "generate" must be there, and not both');
  }
  if (token !== undefined && typeof token !== 'string') return fault('invalid-line', '"token" must be text');
  if (configuration !== undefined && typeof configuration !== 'string') {
    return fault('invalid-line', '"configuration" must be text');
  }
  const moment = readMoment(at);
  if (at !== undefined && moment === undefined) {
    return fault('invalid-line', '"at" must be ISO 8601 text or a number of epoch seconds');
  }
  const reading = expect === undefined ? undefined : readExpectation(expect);
  if (reading && !reading.ok) return fault('invalid-line', reading.message);
  const request = { configuration, at: moment, expectation: reading?.expectation };
  if (token !== undefined) return { ok: true, request: { ...request, token } };
  const made = readRecipeIn(generate, text);
  return made.ok
    ? { ok: true, request: { ...request, token: made.recipe } }
    : fault('invalid-line', made.message);
}

/** The recipe in a line's text, which must not have a number that would be signed as another one. */
function readRecipeIn(generate: unknown, text: string): RecipeResult {
  return findInexactNumber(text) === undefined
    ? readRecipe(generate)
    : { ok: false, message: 'the line has a number that would be rounded; put it in quotes as text' };
}

function fault(kind: LineFault['kind'], message: string): LineResult {
  return { ok: false, fault: { kind, message } };
}

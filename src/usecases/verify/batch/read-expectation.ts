import { diagnosisCodes } from '../../../diagnosis/diagnosis-code.ts';
import { isJsonObject } from '../../../domain/claim-path.ts';
import { parseDuration } from '../../../domain/duration.ts';
import type { Expectation } from '../../../domain/expectation.ts';

/** What a line expects, or why that cannot be read, in a sentence that quotes nothing. */
export type ExpectationResult =
  | { readonly ok: true; readonly expectation: Expectation }
  | { readonly ok: false; readonly message: string };

const KEYS = ['user', 'roles', 'minRemaining', 'code'];

/** Reads `"expect"`: `{"user", "roles", "minRemaining"}` of an accepted token, or `{"code"}` of a rejected one. */
export function readExpectation(value: unknown): ExpectationResult {
  if (!isJsonObject(value)) return fault('must be an object');
  const { user, roles, minRemaining, code } = value;
  // A slip in a key would let the line pass.
  if (Object.keys(value).some((key) => !KEYS.includes(key))) return fault(`may have ${KEYS.join(', ')} only`);
  if (user !== undefined && typeof user !== 'string') return fault('has a "user" that is not text');
  if (roles !== undefined && !isListOfTexts(roles)) return fault('has "roles" that are not a list of texts');
  const seconds = minRemaining === undefined ? undefined : readSeconds(minRemaining);
  if (minRemaining !== undefined && seconds === undefined) {
    return fault('has a "minRemaining" that is no number of seconds or duration');
  }
  if (code === undefined) return { ok: true, expectation: { user, roles, minRemaining: seconds } };
  if (!diagnosisCodes.some((each) => each === code)) return fault('has a "code" that is no diagnosis code');
  return Object.keys(value).length === 1
    ? { ok: true, expectation: { code: code as string } }
    : fault('has a "code", beside which nothing else is expected');
}

function isListOfTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function readSeconds(value: unknown): number | undefined {
  if (typeof value === 'string') return parseDuration(value);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

function fault(what: string): ExpectationResult {
  return { ok: false, message: `"expect" ${what}` };
}

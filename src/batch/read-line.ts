import { isJsonObject } from '../domain/claim-path.ts';
import { type EpochSeconds, isCalendarSecond, parseInstant } from '../domain/instant.ts';
import { readJson } from '../domain/json-text.ts';
import type { Line } from './lines.ts';

/** What a line asks for: a token, and what it says beside it. */
export interface LineRequest {
  /** The name of a configuration; undefined where the line names none. */
  readonly configuration: string | undefined;
  readonly token: string;
  readonly at: EpochSeconds | undefined;
}

/** Why a line cannot be judged. The message quotes nothing of it. */
export interface LineFault {
  readonly kind:
    | 'invalid-json'
    | 'invalid-line'
    | 'line-too-long'
    | 'no-configuration'
    | 'unknown-configuration';
  readonly message: string;
}

export type LineReading =
  | { readonly ok: true; readonly request: LineRequest }
  | { readonly ok: false; readonly fault: LineFault };

/** A token may have no more than this, and shows by one more that it has; in UTF-16 units. */
const MOST_OF_TOKEN = 65_537;

/** Reads a line: a JSON object if it begins as one, else a token in whatever carries it. */
export function readLine({ text, isCut, isUtf8 }: Line): LineReading {
  if (!/^[ \t]*\{/.test(text)) {
    return {
      ok: true,
      request: { configuration: undefined, token: text.slice(0, MOST_OF_TOKEN), at: undefined },
    };
  }
  if (isCut) return fault('line-too-long', 'the line is longer than 128 KiB');
  if (!isUtf8) return fault('invalid-json', 'the line is not UTF-8');
  const reading = readJson(text);
  if (!reading.ok) return fault('invalid-json', `the line is ${inWords(reading.fault)}`);
  return isJsonObject(reading.value)
    ? readObject(reading.value)
    : fault('invalid-json', 'the line is not a JSON object');
}

function inWords(found: string): string {
  return found === 'not JSON' ? 'not JSON' : `JSON with ${found}`;
}

function readObject(object: Readonly<Record<string, unknown>>): LineReading {
  const { configuration, token, at } = object;
  if (typeof token !== 'string') return fault('invalid-line', '"token" must be text');
  if (configuration !== undefined && typeof configuration !== 'string') {
    return fault('invalid-line', '"configuration" must be text');
  }
  const moment = readMoment(at);
  if (at !== undefined && moment === undefined) {
    return fault('invalid-line', '"at" must be ISO 8601 text or a number of epoch seconds');
  }
  return { ok: true, request: { configuration, token, at: moment } };
}

function readMoment(at: unknown): EpochSeconds | undefined {
  if (typeof at === 'string') return parseInstant(at);
  return typeof at === 'number' && isCalendarSecond(at) ? at : undefined;
}

function fault(kind: LineFault['kind'], message: string): LineReading {
  return { ok: false, fault: { kind, message } };
}

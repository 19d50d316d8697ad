import * as v from 'valibot';
import { isJsonObject, type JsonObject } from './claim-path.ts';
import { type Configuration, configurationSchema } from './configuration.ts';
import type { JsonPath } from './json-text.ts';

/** A configuration that was read, or where in it (a path) the fault is and what is allowed there. */
export type ConfigurationResult =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly fault: { readonly path: JsonPath; readonly message: string } };

/** A time as jwtadm writes it, on a day that every month has. */
const plainMoment =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?Z$/;

/** A value that a schema allows and leaves as it is, seen at a glance. */
type PlainForm = (value: unknown) => boolean;

/**
 * What is plainly allowed, for the fields that differ from one configuration to the next: the schemas say
 * the same in ten times the time.
 */
const plainForms: Readonly<Record<string, PlainForm>> = {
  name: matches(/^[A-Za-z0-9._-]{1,64}$/),
  secretKey: (value) => typeof value === 'string' || isPlainSource(value),
  createdAt: matches(plainMoment),
  lastModified: matches(plainMoment),
};

function matches(pattern: RegExp): PlainForm {
  return (value) => typeof value === 'string' && pattern.test(value);
}

const plainSources: Readonly<Record<string, PlainForm>> = {
  value: matches(/^/),
  env: matches(/^[A-Za-z_]\w{0,63}$/),
  file: matches(/^[\w./-]{1,255}$/),
  encrypted: matches(/^/),
};

/** Whether a Secret Key says its one source and nothing else. */
function isPlainSource(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  let count = 0;
  for (const source in value) {
    count += 1;
    if (count > 1 || !Object.hasOwn(plainSources, source) || !plainSources[source]?.(value[source]))
      return false;
  }
  return count === 1;
}

/** What evaluates one field, and what it has allowed already. */
interface FieldReader {
  readonly field: string;
  readonly schema: (typeof configurationSchema.entries)[keyof typeof configurationSchema.entries];
  readonly plain: PlainForm | undefined;
  /** Whether every valid configuration has the field: it is required, or has a default. */
  readonly isAlwaysThere: boolean;
  /** The values that were valid before; undefined represents an absent field. */
  readonly allowed: Map<unknown, FieldResult>;
}

/** More different values than the configurations of a store have in common. */
const MOST_REMEMBERED = 64;

const readers = Object.entries(configurationSchema.entries).map(
  ([field, schema]): FieldReader => ({
    field,
    schema,
    plain: plainForms[field],
    isAlwaysThere: schema.type !== 'optional' || schema.default !== undefined,
    allowed: new Map(),
  }),
);

const readerOf = new Map(readers.map((reader) => [reader.field, reader]));
const alwaysThere = readers.filter(({ isAlwaysThere }) => isAlwaysThere).length;

/**
 * Validates one parsed configuration as `configurationSchema` does, field by field: a store may hold a
 * hundred thousand of them. The first fault in field order is reported.
 */
export function readConfiguration(document: unknown): ConfigurationResult {
  if (!isJsonObject(document)) return { ok: false, fault: { path: [], message: 'must be an object' } };
  const whole = readWhole(document);
  if (whole) return { ok: true, configuration: whole };
  const read: Record<string, unknown> = {};
  for (const reader of readers) {
    const { field } = reader;
    const reading = readField(reader, Object.hasOwn(document, field) ? document[field] : undefined);
    if (!reading.ok) return { ok: false, fault: faultOf(reading.issue, [field]) };
    if (reading.output !== undefined) read[field] = reading.output;
  }
  return { ok: true, configuration: read as Configuration };
}

/**
 * A configuration without fault, of which nothing is to be left out or added; undefined for any other. It is
 * hardly ever copied, which makes it three times as fast.
 */
function readWhole(document: JsonObject): Configuration | undefined {
  let read = document;
  let count = 0;
  for (const field in document) {
    const reader = readerOf.get(field);
    const value = document[field];
    if (reader === undefined || value === undefined) return undefined;
    if (reader.isAlwaysThere) count += 1;
    if (reader.plain?.(value)) continue;
    const reading = readField(reader, value);
    if (!reading.ok) return undefined;
    if (reading.output !== value) read = { ...read, [field]: reading.output };
  }
  return count === alwaysThere ? (read as Configuration) : undefined;
}

type FieldResult =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly issue: v.BaseIssue<unknown> };

/** Most fields are mostly the same in all configurations, and so evaluated once. */
function readField({ schema, plain, allowed }: FieldReader, value: unknown): FieldResult {
  const before = allowed.get(value);
  if (before) return before;
  const result = v.safeParse(schema, value, { abortPipeEarly: true });
  if (!result.success) return { ok: false, issue: result.issues[0] };
  const reading = { ok: true, output: result.output } as const;
  if (typeof value !== 'object' && !plain && allowed.size < MOST_REMEMBERED) allowed.set(value, reading);
  return reading;
}

/** A schema's issue as a fault; `path`, the place of the validated value, precedes the issue's own path. */
export function faultOf(
  issue: v.BaseIssue<unknown>,
  path: JsonPath = [],
): { path: JsonPath; message: string } {
  const steps = (issue.path ?? []).map((step) => step.key as string | number);
  return { path: [...path, ...steps], message: issue.input === undefined ? 'is missing' : issue.message };
}
